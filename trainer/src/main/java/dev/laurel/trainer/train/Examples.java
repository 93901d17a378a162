package dev.laurel.trainer.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.Message;
import dev.laurel.reward.text.PairText;
import dev.laurel.reward.text.RewardText;
import dev.laurel.reward.text.UnusablePairException;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.window.Split;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Preference pairs as a model reads them.
 *
 * @param pairs those that the formatting takes
 * @param prompts the prompt of each of them, for the bootstrap
 * @param ids the pair id of each of them
 * @param unusable how many it refuses, by reason
 */
public record Examples(List<EncodedPair> pairs, List<String> prompts, List<String> ids, Map<String, Integer> unusable) {

    private static final Logger LOG = LoggerFactory.getLogger(Examples.class);
    private static final String MALFORMED = "malformed";

    public static Examples encode(RewardText text, List<PreferencePair> pairs) {
        List<EncodedPair> encoded = new ArrayList<>();
        List<String> prompts = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        Map<String, Integer> unusable = new TreeMap<>();
        for (PreferencePair pair : pairs) {
            try {
                encoded.add(text.encodePair(text(pair)));
                prompts.add(Split.prompt(pair));
                ids.add(pair.getPairId());
            } catch (UnusablePairException e) {
                unusable.merge(e.reason().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
            } catch (IllegalArgumentException e) {
                LOG.warn("pair is malformed pair={} reason=\"{}\"", pair.getPairId(), e.getMessage());
                unusable.merge(MALFORMED, 1, Integer::sum);
            }
        }
        return new Examples(encoded, prompts, ids, unusable);
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
                pair.getMargin().orElse(0.0),
                pair.getWeight());
    }

    private static List<Message> messages(List<dev.laurel.schema.Message> messages) {
        return messages.stream()
                .map(message -> new Message(message.getRole(), message.getContent()))
                .toList();
    }
}
