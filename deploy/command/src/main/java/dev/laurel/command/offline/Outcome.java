package dev.laurel.command.offline;

import java.util.Optional;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What became of a text that was to be scored. */
public sealed interface Outcome {

    /** The reward, if it has one. */
    Optional<Reward> reward();

    /** Why it has none, if it has none. */
    Optional<String> refusal();

    /**
     * A reward.
     *
     * @param raw as the model gives it
     * @param normalized on the scale that the model carries
     * @param modelVersion the version of the line, where a scorer gave it
     * @param tokens that the model read
     * @param truncated whether the text was longer and lost its end
     */
    record Reward(double raw, double normalized, OptionalInt modelVersion, int tokens, boolean truncated)
            implements Outcome {

        @Override
        public Optional<Reward> reward() {
            return Optional.of(this);
        }

        @Override
        public Optional<String> refusal() {
            return Optional.empty();
        }

        /** Writes it as the scorer does over HTTP; a float32 comes back from these digits bit for bit. */
        void into(ObjectNode json) {
            json.put("reward", raw).put("normalized_reward", normalized);
            modelVersion.ifPresent(version -> json.put("model_version", version));
            json.put("tokens", tokens).put("truncated", truncated);
        }
    }

    /** No reward, because the model cannot read the text. */
    record Refused(String reason) implements Outcome {

        @Override
        public Optional<Reward> reward() {
            return Optional.empty();
        }

        @Override
        public Optional<String> refusal() {
            return Optional.of(reason);
        }
    }
}
