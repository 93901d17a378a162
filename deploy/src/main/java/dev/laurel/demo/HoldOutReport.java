package dev.laurel.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

import dev.laurel.reward.evaluate.Bootstrap;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.schema.Message;
import dev.laurel.schema.PreferencePair;

/**
 * Accuracy of the versions of one line, and of a rule that always takes the longer answer, on the same held-out pairs.
 *
 * @param pairs held-out pairs, of windows seen so far
 * @param unusable held-out pairs that the models cannot read, because their sides become equal by truncation
 * @param prompts different prompts among them; all intervals are over prompts
 * @param verdicts one per model and slice; slices without pairs are left out
 * @param margins of the latest version, chosen minus rejected reward, by prompt, chosen and rejected response
 */
public record HoldOutReport(
        String line, int pairs, int unusable, int prompts, List<Verdict> verdicts, Map<PairKey, Double> margins) {

    static final String LONGER = "longer answer";
    private static final double MATCHED = 0.1;

    /** Part of the hold-out. */
    enum Slice {
        ALL("all pairs"),
        SHORTER_CHOSEN("shorter answer chosen"),
        LENGTH_MATCHED("lengths within 10 %");

        final String label;

        Slice(String label) {
            this.label = label;
        }

        boolean holds(PreferencePair pair) {
            int chosen = length(pair.getChosen().getMessages());
            int rejected = length(pair.getRejected().getMessages());
            return switch (this) {
                case ALL -> true;
                case SHORTER_CHOSEN -> chosen < rejected;
                case LENGTH_MATCHED -> Math.abs(chosen - rejected) <= MATCHED * Math.max(chosen, rejected);
            };
        }
    }

    /** Accuracy of one model on one slice, with its 95 % interval. */
    record Verdict(String model, Slice slice, int pairs, double accuracy, double low, double high) {}

    /** Which two answers to which prompt. */
    record PairKey(String prompt, String chosen, String rejected) {
        PairKey flipped() {
            return new PairKey(prompt, rejected, chosen);
        }
    }

    static HoldOutReport of(
            String line, List<PreferencePair> pairs, int unusable, Map<String, List<PairScore>> scores) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Slice slice : Slice.values()) {
            scores.forEach((model, ofModel) ->
                    judge(model, slice, pairs, i -> ofModel.get(i).correct() ? 1 : 0, verdicts));
            judge(LONGER, slice, pairs, i -> takesTheLonger(pairs.get(i)) ? 1 : 0, verdicts);
        }
        List<PairScore> latest = List.copyOf(scores.values()).get(scores.size() - 1);
        Map<PairKey, Double> margins = new LinkedHashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            margins.put(key(pairs.get(i)), latest.get(i).margin());
        }
        int prompts =
                (int) pairs.stream().map(PreferencePair::getPromptId).distinct().count();
        return new HoldOutReport(line, pairs.size(), unusable, prompts, verdicts, margins);
    }

    private static void judge(
            String model,
            Slice slice,
            List<PreferencePair> pairs,
            IntToDoubleFunction correct,
            List<Verdict> verdicts) {
        List<String> prompts = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            if (slice.holds(pairs.get(i))) {
                prompts.add(pairs.get(i).getPromptId());
                values.add(correct.applyAsDouble(i));
            }
        }
        if (!values.isEmpty()) {
            Bootstrap.Interval interval = Bootstrap.DEFAULT.mean(
                    values.stream().mapToDouble(Double::doubleValue).toArray(), prompts);
            verdicts.add(new Verdict(model, slice, values.size(), interval.mean(), interval.low(), interval.high()));
        }
    }

    private static PairKey key(PreferencePair pair) {
        return new PairKey(
                pair.getPromptId(),
                pair.getChosen().getResponseId(),
                pair.getRejected().getResponseId());
    }

    private static boolean takesTheLonger(PreferencePair pair) {
        return length(pair.getChosen().getMessages())
                > length(pair.getRejected().getMessages());
    }

    /** Characters of an answer. */
    private static int length(List<Message> messages) {
        return messages.stream()
                .mapToInt(message -> message.getContent().length())
                .sum();
    }

    /** A model's verdict on a slice, if the slice has pairs. */
    Optional<Verdict> verdict(String model, Slice slice) {
        return verdicts.stream()
                .filter(verdict -> verdict.model().equals(model) && verdict.slice() == slice)
                .findFirst();
    }
}
