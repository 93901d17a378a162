package dev.laurel.trainer.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import dev.laurel.page.chart.Estimate;
import dev.laurel.page.chart.IntervalChart;
import dev.laurel.page.chart.IntervalChart.Bar;
import dev.laurel.page.chart.SeriesStyle;
import dev.laurel.reward.evaluate.Bootstrap.Interval;
import dev.laurel.trainer.promotion.Judgement;
import dev.laurel.trainer.promotion.Judgement.Slice;

import io.quarkus.qute.RawString;

/**
 * The table of slices, with its pictures.
 *
 * @param accuracyAxis for the head of the column, and {@code differenceAxis} for that of the other
 * @param whole all held-out pairs
 */
public record Slices(RawString accuracyAxis, RawString differenceAxis, Row whole, List<Row> parts) {

    /** A part of the held-out pairs, in figures and pictures. */
    public record Row(
            String by,
            String name,
            int pairs,
            int prompts,
            boolean counts,
            Interval challenger,
            Interval champion,
            Interval difference,
            RawString accuracies,
            RawString differences) {}

    static Slices of(String challenger, String champion, Judgement judgement) {
        Slice whole = new Slice(
                "",
                "all pairs",
                judgement.pairs(),
                judgement.prompts(),
                true,
                judgement.champion(),
                judgement.challenger(),
                judgement.difference());
        List<Slice> all =
                Stream.concat(Stream.of(whole), judgement.slices().stream()).toList();
        IntervalChart accuracies = IntervalChart.around(
                all.stream()
                        .flatMap(slice -> Stream.of(
                                slice.champion().accuracy(), slice.challenger().accuracy()))
                        .map(Slices::drawn),
                OptionalDouble.empty());
        IntervalChart differences =
                IntervalChart.around(all.stream().map(Slice::difference).map(Slices::drawn), OptionalDouble.of(0));
        List<Row> rows = all.stream()
                .map(slice -> row(slice, challenger, champion, accuracies, differences))
                .toList();
        return new Slices(
                raw(accuracies.head("Axis of the accuracies").toString()),
                raw(differences.head("Axis of the differences").toString()),
                rows.get(0),
                rows.subList(1, rows.size()));
    }

    private static Row row(
            Slice slice, String challenger, String champion, IntervalChart accuracies, IntervalChart differences) {
        Interval first = slice.challenger().accuracy();
        Interval second = slice.champion().accuracy();
        String what = (slice.by() + " " + slice.name()).strip();
        return new Row(
                slice.by(),
                slice.name(),
                slice.pairs(),
                slice.prompts(),
                slice.counts(),
                first,
                second,
                slice.difference(),
                raw(accuracies
                        .row(
                                "Accuracy on " + what,
                                List.of(
                                        new Bar(challenger, SeriesStyle.CHALLENGER, drawn(first)),
                                        new Bar(champion, SeriesStyle.CHAMPION, drawn(second))))
                        .toString()),
                raw(differences
                        .row(
                                "Difference in accuracy on " + what,
                                List.of(new Bar(
                                        challenger + " minus " + champion,
                                        SeriesStyle.CHALLENGER,
                                        drawn(slice.difference()))))
                        .toString()));
    }

    private static Estimate drawn(Interval interval) {
        return new Estimate(interval.mean(), interval.low(), interval.high());
    }

    private static RawString raw(String markup) {
        return new RawString(markup);
    }
}
