package dev.laurel.trainer.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.Message;
import dev.laurel.reward.text.PairText;
import dev.laurel.reward.text.RewardText;
import dev.laurel.reward.text.ToolCall;
import dev.laurel.reward.text.UnusablePairException;
import dev.laurel.reward.train.SeveralJudges.Opinion;
import dev.laurel.reward.train.SeveralJudges.Share;
import dev.laurel.schema.PairSource;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.window.Split;
import dev.laurel.trainer.window.UntrainablePairs;

/**
 * Preference pairs as a model reads them.
 *
 * @param pairs those that the formatting takes
 * @param prompts the prompt of each of them, for the bootstrap
 * @param ids the pair id of each of them
 * @param opinions the judgement that made each of them
 * @param unusable how many are refused, by reason
 * @param refused which these are
 */
public record Examples(
        List<EncodedPair> pairs,
        List<String> prompts,
        List<String> ids,
        List<Opinion> opinions,
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
        List<Opinion> opinions = new ArrayList<>();
        UntrainablePairs.Collector refused = new UntrainablePairs.Collector();
        for (PreferencePair pair : pairs) {
            try {
                encoded.add(text.encodePair(text(pair)));
                prompts.add(Split.prompt(pair));
                ids.add(pair.getPairId());
                opinions.add(opinion(pair));
            } catch (UnusablePairException e) {
                refused.add(UntrainablePairs.Pair.of(
                        pair.getPairId(), e.reason().name().toLowerCase(Locale.ROOT), "refused by the formatting"));
            } catch (IllegalArgumentException e) {
                refused.add(UntrainablePairs.Pair.of(pair.getPairId(), MALFORMED, "refused by the formatting"));
            }
            each.run();
        }
        UntrainablePairs all = refused.done();
        return new Examples(encoded, prompts, ids, opinions, all.counts(), all);
    }

    /**
     * Two answers are told by their ids; where one has none, as in archives of earlier commits may be, the pair is the only one about them.
     */
    private static Opinion opinion(PreferencePair pair) {
        String chosen = pair.getChosen().getResponseId();
        String rejected = pair.getRejected().getResponseId();
        boolean named = !chosen.isEmpty() && !rejected.isEmpty();
        List<String> answers = named ? Stream.of(chosen, rejected).sorted().toList() : List.of(pair.getPairId());
        return new Opinion(
                Stream.concat(Stream.of(pair.getTenant(), pair.getPromptId(), pair.getTask()), answers.stream())
                        .toList(),
                chosen,
                judge(pair));
    }

    /** The annotator, else the person whose conversation it is, as ingest tells raters apart; else somebody of their own. */
    private static String judge(PreferencePair pair) {
        PairSource source = pair.getSource();
        return source.getAnnotator()
                .map(name -> "annotator/" + name)
                .or(() -> source.getSubject().map(name -> "subject/" + name))
                .orElse("pair/" + pair.getPairId());
    }

    /** With the share that each has among those of the same two answers; those without one are left out, and counted with the refused. */
    Examples weighed(List<Share> shares) {
        List<EncodedPair> taken = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        UntrainablePairs.Collector leftOut = new UntrainablePairs.Collector();
        for (int i = 0; i < shares.size(); i++) {
            EncodedPair pair = pairs.get(i);
            if (shares.get(i) instanceof Share.Taken share) {
                taken.add(new EncodedPair(
                        pair.chosen(), pair.rejected(), pair.margin(), (float) (pair.weight() * share.factor())));
                places.add(i);
            } else if (shares.get(i) instanceof Share.LeftOut share) {
                leftOut.add(UntrainablePairs.Pair.of(
                        ids.get(i),
                        share.reason().name().toLowerCase(Locale.ROOT),
                        "judges on its side: %d, on the other: %d".formatted(share.with(), share.against())));
            }
        }
        UntrainablePairs all = refused.and(leftOut.done());
        return new Examples(taken, at(places, prompts), at(places, ids), at(places, opinions), all.counts(), all);
    }

    private static <T> List<T> at(List<Integer> places, List<T> all) {
        return places.stream().map(all::get).toList();
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
