package dev.laurel.command.pairs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import dev.laurel.reward.evaluate.Bootstrap;
import dev.laurel.reward.evaluate.Evaluation;
import dev.laurel.reward.evaluate.PairScore;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Accuracy of models, and of a rule that always takes the longer answer, on the same pairs and on parts of them.
 *
 * @param pairs at least one
 * @param prompts different prompts among them; all intervals are over prompts
 * @param evaluations of each model on all pairs, by its name, in the order of the columns
 * @param verdicts one per model or rule and slice; slices without pairs are left out
 * @param differences of each model to the one before it, one per slice with pairs
 */
public record AccuracyTable(
        int pairs,
        int prompts,
        Map<String, Evaluation> evaluations,
        List<Verdict> verdicts,
        List<Difference> differences) {

    public static final String LONGER = "longer answer";
    private static final String ROW = "%-24s%s";
    private static final String CELL = "%-19s";

    /** Accuracy on one slice, with its 95 % interval. */
    public record Verdict(String model, Slice slice, int pairs, double accuracy, double low, double high) {}

    /** By how much a model's accuracy on one slice is above an earlier one's, pair by pair, with its 95 % interval. */
    public record Difference(String model, String earlier, Slice slice, double mean, double low, double high) {}

    /** @param scores of each model, by its name, in the order of the pairs; the latest model last */
    public static AccuracyTable of(List<ComparedPair> pairs, Map<String, List<PairScore>> scores) {
        Map<String, Evaluation> evaluations = new LinkedHashMap<>();
        scores.forEach((model, ofModel) -> evaluations.put(model, Evaluation.of(ofModel)));
        List<Verdict> verdicts = new ArrayList<>();
        for (Slice slice : Slice.values()) {
            scores.forEach((model, ofModel) ->
                    judge(model, slice, pairs, i -> ofModel.get(i).correct(), verdicts));
            judge(
                    LONGER,
                    slice,
                    pairs,
                    i -> pairs.get(i).chosenLength() > pairs.get(i).rejectedLength(),
                    verdicts);
        }
        int prompts = (int) pairs.stream().map(ComparedPair::prompt).distinct().count();
        return new AccuracyTable(pairs.size(), prompts, evaluations, verdicts, differences(pairs, scores));
    }

    private static void judge(
            String model, Slice slice, List<ComparedPair> pairs, IntPredicate correct, List<Verdict> verdicts) {
        int[] held = held(slice, pairs);
        mean(held, pairs, i -> correct.test(i) ? 1 : 0)
                .ifPresent(interval -> verdicts.add(
                        new Verdict(model, slice, held.length, interval.mean(), interval.low(), interval.high())));
    }

    private static List<Difference> differences(List<ComparedPair> pairs, Map<String, List<PairScore>> scores) {
        List<Difference> differences = new ArrayList<>();
        List<String> models = List.copyOf(scores.keySet());
        for (int m = 1; m < models.size(); m++) {
            String model = models.get(m);
            String earlier = models.get(m - 1);
            List<PairScore> after = scores.get(model);
            List<PairScore> before = scores.get(earlier);
            for (Slice slice : Slice.values()) {
                mean(
                                held(slice, pairs),
                                pairs,
                                i -> (after.get(i).correct() ? 1 : 0)
                                        - (before.get(i).correct() ? 1 : 0))
                        .ifPresent(interval -> differences.add(new Difference(
                                model, earlier, slice, interval.mean(), interval.low(), interval.high())));
            }
        }
        return differences;
    }

    /** Indexes of the pairs in a slice. */
    private static int[] held(Slice slice, List<ComparedPair> pairs) {
        return IntStream.range(0, pairs.size())
                .filter(i -> slice.holds(pairs.get(i)))
                .toArray();
    }

    private static Optional<Bootstrap.Interval> mean(int[] held, List<ComparedPair> pairs, IntToDoubleFunction value) {
        return held.length == 0
                ? Optional.empty()
                : Optional.of(Bootstrap.DEFAULT.mean(
                        IntStream.of(held).mapToDouble(value).toArray(),
                        IntStream.of(held).mapToObj(i -> pairs.get(i).prompt()).toList()));
    }

    /** A model's verdict on a slice, if the slice has pairs. */
    public Optional<Verdict> verdict(String model, Slice slice) {
        return verdicts.stream()
                .filter(verdict -> verdict.model().equals(model) && verdict.slice() == slice)
                .findFirst();
    }

    /** How far a model is above the one before it on a slice, if there was one and the slice has pairs. */
    public Optional<Difference> difference(String model, Slice slice) {
        return differences.stream()
                .filter(difference -> difference.model().equals(model) && difference.slice() == slice)
                .findFirst();
    }

    /** The table for people. */
    public List<String> lines() {
        List<String> columns = columns();
        List<String> lines = new ArrayList<>();
        lines.add(row("", columns));
        for (Slice slice : Slice.values()) {
            lines.add(row(slice.label(), slice));
        }
        lines.add(evaluationRow("loss", Evaluation::loss, loss -> format("%.3f", loss)));
        lines.add(evaluationRow("mean margin", Evaluation::meanMargin, margin -> format("%+.3f", margin)));
        differences.stream()
                .filter(difference -> difference.slice() == Slice.ALL)
                .map(difference -> format(
                        "%s - %s: %+.3f (%+.3f..%+.3f), pair by pair",
                        difference.model(),
                        difference.earlier(),
                        difference.mean(),
                        difference.low(),
                        difference.high()))
                .forEach(lines::add);
        lines.add(lengthAlone(columns.get(columns.size() - 2)));
        return lines;
    }

    /** A row of the table for people: the accuracies on a slice, under any name. */
    public String row(String label, Slice slice) {
        List<String> cells = new ArrayList<>();
        for (String model : columns()) {
            cells.add(verdict(model, slice)
                    .map(v -> format("%.2f (%.2f..%.2f)", v.accuracy(), v.low(), v.high()))
                    .orElse("-"));
        }
        int size = verdict(LONGER, slice).map(Verdict::pairs).orElse(0);
        cells.add(format("%6d pairs", size));
        return row(label, cells);
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>(evaluations.keySet());
        columns.add(LONGER);
        return columns;
    }

    private String evaluationRow(String label, ToDoubleFunction<Evaluation> figure, DoubleFunction<String> format) {
        return row(
                label,
                evaluations.values().stream()
                        .map(evaluation -> format.apply(figure.applyAsDouble(evaluation)))
                        .toList());
    }

    private static String row(String label, List<String> cells) {
        StringBuilder row = new StringBuilder();
        cells.forEach(cell -> row.append(format(CELL, cell)));
        return format(ROW, label, row).stripTrailing();
    }

    /** Says plainly how much of the latest model's accuracy is length. */
    private String lengthAlone(String latest) {
        return format(
                        "Length alone: taking the longer answer is right in %.0f %% of all pairs, %s in %.0f %%",
                        100 * verdict(LONGER, Slice.ALL).orElseThrow().accuracy(),
                        latest,
                        100 * verdict(latest, Slice.ALL).orElseThrow().accuracy())
                + verdict(latest, Slice.SHORTER_CHOSEN)
                        .map(v -> format(", and where the shorter answer was chosen in %.0f %%.", 100 * v.accuracy()))
                        .orElse(".");
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    /** The table for programs: the same figures, unrounded. */
    public ObjectNode json() {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("pairs", pairs).put("prompts", prompts);
        ObjectNode accuracy = json.putObject("accuracy");
        verdicts.forEach(verdict -> accuracy.withObject(key(verdict.model()))
                .putObject(verdict.slice().name().toLowerCase(Locale.ROOT))
                .put("pairs", verdict.pairs())
                .put("accuracy", verdict.accuracy())
                .put("low", verdict.low())
                .put("high", verdict.high()));
        ArrayNode paired = json.putArray("differences");
        differences.forEach(difference -> paired.addObject()
                .put("model", difference.model())
                .put("earlier", difference.earlier())
                .put("slice", difference.slice().name().toLowerCase(Locale.ROOT))
                .put("mean", difference.mean())
                .put("low", difference.low())
                .put("high", difference.high()));
        ObjectNode rewards = json.putObject("rewards");
        evaluations.forEach((model, evaluation) -> rewards.putObject(key(model))
                .put("loss", evaluation.loss())
                .put("mean_margin", evaluation.meanMargin())
                .put("mean", evaluation.rewardMean())
                .put("std", evaluation.rewardStd()));
        return json;
    }

    private static String key(String model) {
        return model.replace(' ', '_');
    }
}
