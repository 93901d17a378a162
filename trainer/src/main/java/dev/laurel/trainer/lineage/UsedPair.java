package dev.laurel.trainer.lineage;

import java.util.List;
import java.util.Locale;

import dev.laurel.schema.PreferencePair;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A pair in the archives of a version.
 *
 * @param events ids of the feedback it rests on
 * @param withdrawnSince whether its feedback was taken back by a later window
 */
public record UsedPair(
        String pairId, Use use, String tenant, String promptId, List<String> events, boolean withdrawnSince) {

    /** What a version did with a pair. */
    public enum Use {
        /** Trained on it, when it was new. */
        TRAINED,
        /** Trained on it again. */
        REPLAYED,
        /** Was judged on it. */
        HELD_OUT;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static UsedPair of(PreferencePair pair, Use use, boolean withdrawnSince) {
        return new UsedPair(
                pair.getPairId(),
                use,
                pair.getTenant(),
                pair.getPromptId(),
                List.copyOf(pair.getSource().getEventIds()),
                withdrawnSince);
    }
}
