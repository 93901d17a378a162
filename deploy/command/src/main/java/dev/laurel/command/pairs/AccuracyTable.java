package dev.laurel.command.pairs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;

import dev.laurel.reward.evaluate.Bootstrap;
import dev.laurel.reward.evaluate.Evaluation;
import dev.laurel.reward.evaluate.PairScore;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Accuracy of models, and of a rule that always takes the longer answer, on the same pairs and on parts of them.
 *
 * @param pairs at least one
 * @param prompts different prompts among them; all intervals are over prompts
 * @param evaluations of each model on all pairs, by its name, in the order of the columns
 * @param verdicts one per model or rule and slice; slices without pairs are left out
 */
public record AccuracyTable(int pairs, int prompts, Map<String, Evaluation> evaluations, List<Verdict> verdicts) {

    public static final String LONGER = "longer answer";
    private static final String ROW = "%-24s%s";
    private static final String CELL = "%-19s";

    /** Accuracy on one slice, with its 95 % interval. */
    public record Verdict(String model, Slice slice, int pairs, double accuracy, double low, double high) {}

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
        return new AccuracyTable(pairs.size(), prompts, evaluations, verdicts);
    }

    private static void judge(
            String model, Slice slice, List<ComparedPair> pairs, IntPredicate correct, List<Verdict> verdicts) {
        List<String> prompts = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            if (slice.holds(pairs.get(i))) {
                prompts.add(pairs.get(i).prompt());
                values.add(correct.test(i) ? 1.0 : 0.0);
            }
        }
        if (!values.isEmpty()) {
            Bootstrap.Interval interval = Bootstrap.DEFAULT.mean(
                    values.stream().mapToDouble(Double::doubleValue).toArray(), prompts);
            verdicts.add(new Verdict(model, slice, values.size(), interval.mean(), interval.low(), interval.high()));
        }
    }

    /** A model's verdict on a slice, if the slice has pairs. */
    public Optional<Verdict> verdict(String model, Slice slice) {
        return verdicts.stream()
                .filter(verdict -> verdict.model().equals(model) && verdict.slice() == slice)
                .findFirst();
    }

    /** The table for people. */
    public List<String> lines() {
        List<String> columns = new ArrayList<>(evaluations.keySet());
        columns.add(LONGER);
        List<String> lines = new ArrayList<>();
        lines.add(row("", columns));
        for (Slice slice : Slice.values()) {
            List<String> cells = new ArrayList<>();
            for (String model : columns) {
                cells.add(verdict(model, slice)
                        .map(v -> format("%.2f (%.2f..%.2f)", v.accuracy(), v.low(), v.high()))
                        .orElse("-"));
            }
            int size = verdict(LONGER, slice).map(Verdict::pairs).orElse(0);
            cells.add(format("%6d pairs", size));
            lines.add(row(slice.label(), cells));
        }
        lines.add(evaluationRow("loss", Evaluation::loss, loss -> format("%.3f", loss)));
        lines.add(evaluationRow("mean margin", Evaluation::meanMargin, margin -> format("%+.3f", margin)));
        lines.add(lengthAlone(columns.get(columns.size() - 2)));
        return lines;
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
