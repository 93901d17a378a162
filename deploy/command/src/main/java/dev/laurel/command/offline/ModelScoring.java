package dev.laurel.command.offline;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;

import dev.laurel.reward.RewardModel;
import dev.laurel.reward.text.Conversation;
import dev.laurel.reward.text.RewardText;
import dev.laurel.reward.text.TokenSequence;
import dev.laurel.reward.text.UnusableTextException;

/** Rewards of a model in this process. */
public final class ModelScoring<T> implements Scoring<T> {

    private final RewardModel model;
    private final BiFunction<RewardText, T, TokenSequence> encoding;

    private ModelScoring(RewardModel model, BiFunction<RewardText, T, TokenSequence> encoding) {
        this.model = model;
        this.encoding = encoding;
    }

    /** Of conversations, by the model's own template and formatting. */
    public static ModelScoring<Conversation> ofConversations(RewardModel model) {
        return new ModelScoring<>(model, RewardText::encode);
    }

    /** Of texts exactly as they are given. */
    public static ModelScoring<String> ofTexts(RewardModel model) {
        return new ModelScoring<>(model, RewardText::encodeRaw);
    }

    /** One input as the model reads it, or why it does not. */
    private sealed interface Read {
        Outcome outcome(Map<TokenSequence, Outcome> scored);
    }

    private record Readable(TokenSequence sequence) implements Read {
        @Override
        public Outcome outcome(Map<TokenSequence, Outcome> scored) {
            return scored.get(sequence);
        }
    }

    private record Unreadable(String reason) implements Read {
        @Override
        public Outcome outcome(Map<TokenSequence, Outcome> scored) {
            return new Outcome.Refused(reason);
        }
    }

    /** Equal inputs are scored once: rewards differ in the last bit by their place in a batch, and those of equals must not. */
    @Override
    public List<Outcome> score(List<T> inputs) {
        Set<TokenSequence> different = new LinkedHashSet<>();
        List<Read> all = inputs.stream().map(input -> read(input, different)).toList();
        List<TokenSequence> sequences = List.copyOf(different);
        float[] rewards = model.score(sequences);
        Map<TokenSequence, Outcome> scored = new LinkedHashMap<>();
        for (int i = 0; i < rewards.length; i++) {
            scored.put(sequences.get(i), reward(rewards[i], sequences.get(i)));
        }
        return all.stream().map(read -> read.outcome(scored)).toList();
    }

    private Read read(T input, Set<TokenSequence> different) {
        try {
            TokenSequence sequence = encoding.apply(model.text(), input);
            different.add(sequence);
            return new Readable(sequence);
        } catch (UnusableTextException e) {
            return new Unreadable(e.getMessage());
        }
    }

    private Outcome reward(float raw, TokenSequence sequence) {
        return new Outcome.Reward(
                raw, model.scale().normalise(raw), OptionalInt.empty(), sequence.length(), sequence.truncated());
    }
}
