package dev.laurel.trainer.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.Message;
import dev.laurel.reward.text.PairText;
import dev.laurel.reward.text.RewardText;
import dev.laurel.reward.text.ToolCall;
import dev.laurel.reward.text.UnusablePairException;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.window.Split;
import dev.laurel.trainer.window.UntrainablePairs;

/**
 * Preference pairs as a model reads them.
 *
 * @param pairs those that the formatting takes
 * @param prompts the prompt of each of them, for the bootstrap
 * @param ids the pair id of each of them
 * @param unusable how many it refuses, by reason
 * @param refused which these are
 */
public record Examples(
        List<EncodedPair> pairs,
        List<String> prompts,
        List<String> ids,
        Map<String, Integer> unusable,
        UntrainablePairs refused) {

    private static final String MALFORMED = "malformed";

    public static Examples encode(RewardText text, List<PreferencePair> pairs) {
        return encode(text, pairs, () -> {});
    }

    /** @param each is run after each pair */
    static Examples encode(RewardText text, List<PreferencePair> pairs, Runnable each) {
        List<EncodedPair> encoded = new ArrayList<>();
        List<String> prompts = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        UntrainablePairs.Collector refused = new UntrainablePairs.Collector();
        for (PreferencePair pair : pairs) {
            try {
                encoded.add(text.encodePair(text(pair)));
                prompts.add(Split.prompt(pair));
                ids.add(pair.getPairId());
            } catch (UnusablePairException e) {
                refused.add(UntrainablePairs.Pair.of(
                        pair.getPairId(), e.reason().name().toLowerCase(Locale.ROOT), "refused by the formatting"));
            } catch (IllegalArgumentException e) {
                refused.add(UntrainablePairs.Pair.of(pair.getPairId(), MALFORMED, "refused by the formatting"));
            }
            each.run();
        }
        UntrainablePairs all = refused.done();
        return new Examples(encoded, prompts, ids, all.counts(), all);
    }

    /** Tokens of all pairs, both sides. */
    public long tokens() {
        return pairs.stream().mapToLong(EncodedPair::tokens).sum();
    }

    private static PairText text(PreferencePair pair) {
        return new PairText(
                messages(pair.getPrompt()),
                messages(pair.getChosen().getMessages()),
                messages(pair.getRejected().getMessages()),
                pair.getTools(),
                pair.getMargin().orElse(0.0),
                pair.getWeight());
    }

    private static List<Message> messages(List<dev.laurel.schema.Message> messages) {
        return messages.stream().map(Examples::message).toList();
    }

    private static Message message(dev.laurel.schema.Message turn) {
        return new Message(
                turn.getRole(),
                turn.getContent(),
                turn.getContentAbsent(),
                turn.getToolCalls().stream()
                        .map(call -> new ToolCall(call.getId(), call.getType(), call.getName(), call.getArguments()))
                        .toList(),
                turn.getToolCallId(),
                turn.getName(),
                turn.getReasoningContent());
    }
}
