package dev.laurel.page.chart;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;

import dev.laurel.page.Element;
import dev.laurel.page.Element.Path;
import dev.laurel.page.Figures;
import dev.laurel.page.chart.Buckets.Bucket;

/**
 * One figure over the optimizer steps of a run, from step 1. A long run is drawn as means of neighbouring steps in front of their range, a
 * noisy short one with its running mean.
 *
 * @param title what it shows
 * @param measure what the vertical axis measures, with its unit
 * @param values one a step
 * @param noisy whether single steps scatter around what one wants to see
 */
public record StepChart(String title, String measure, double[] values, boolean noisy) {

    private static final int MOST_POINTS = 200;
    private static final int LEAST_SMOOTHED = 20;
    private static final int TICKS = 5;
    private static final double SWATCH = 17;

    public Element draw() {
        Buckets buckets = Buckets.of(values, MOST_POINTS);
        Frame frame =
                new Frame(title, description(), Frame.Axis.ofSteps(values.length), Frame.Axis.of(ticks(), measure));
        if (buckets.size() > 1) {
            means(frame, buckets);
        } else {
            steps(frame);
        }
        buckets.all().forEach(bucket -> frame.hover(bucket.first() - 0.5, bucket.last() + 0.5, words(bucket)));
        return frame.svg();
    }

    private Ticks ticks() {
        DoubleSummaryStatistics range = range();
        return Ticks.around(Math.min(0, range.getMin()), range.getMax(), TICKS);
    }

    private DoubleSummaryStatistics range() {
        return Arrays.stream(values).filter(Double::isFinite).summaryStatistics();
    }

    private String description() {
        DoubleSummaryStatistics range = range();
        return range.getCount() == 0
                ? "no step was recorded"
                : "%s over %s steps: %s at the first, %s at the last, between %s and %s"
                        .formatted(
                                measure,
                                Figures.whole(values.length),
                                Figures.significant(values[0]),
                                Figures.significant(values[values.length - 1]),
                                Figures.significant(range.getMin()),
                                Figures.significant(range.getMax()));
    }

    private void means(Frame frame, Buckets buckets) {
        List<Bucket> known = buckets.all().stream()
                .filter(bucket -> Double.isFinite(bucket.mean()))
                .toList();
        Path range = new Path();
        known.forEach(bucket -> range.to(frame.x(bucket.middle()), frame.y(bucket.high())));
        for (int i = known.size() - 1; i >= 0; i--) {
            range.to(frame.x(known.get(i).middle()), frame.y(known.get(i).low()));
        }
        Path mean = new Path();
        buckets.all().forEach(bucket -> mean.to(frame.x(bucket.middle()), frame.y(bucket.mean())));
        frame.draw(SeriesStyle.CHALLENGER.area(range.close())).draw(SeriesStyle.CHALLENGER.line(mean));
        frame.legend("mean of " + buckets.size() + " steps", swatch("line challenger"));
        frame.legend("their range", SeriesStyle.CHALLENGER::area);
    }

    private void steps(Frame frame) {
        Path each = new Path();
        for (int i = 0; i < values.length; i++) {
            each.to(frame.x(i + 1), frame.y(values[i]));
        }
        if (!noisy || values.length < LEAST_SMOOTHED) {
            frame.draw(SeriesStyle.CHALLENGER.line(each));
            lonely(frame);
            return;
        }
        int reach = Math.max(2, values.length / LEAST_SMOOTHED);
        Path mean = new Path();
        for (int i = 0; i < values.length; i++) {
            mean.to(frame.x(i + 1), frame.y(around(i, reach)));
        }
        frame.draw(Element.of("path", "line thin challenger").with("d", each)).draw(SeriesStyle.CHALLENGER.line(mean));
        frame.legend("each step", swatch("line thin challenger"));
        frame.legend("mean of " + (2 * reach + 1) + " steps around it", swatch("line challenger"));
    }

    /** Marks for steps without neighbours, which no line shows. */
    private void lonely(Frame frame) {
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i]) && !known(i - 1) && !known(i + 1)) {
                frame.draw(SeriesStyle.CHALLENGER.mark(frame.x(i + 1), frame.y(values[i]), SeriesStyle.RADIUS));
            }
        }
    }

    private boolean known(int step) {
        return step >= 0 && step < values.length && Double.isFinite(values[step]);
    }

    private double around(int step, int reach) {
        return Arrays.stream(values, Math.max(0, step - reach), Math.min(values.length, step + reach + 1))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private static Element swatch(String kind) {
        return Element.of("path", kind).with("d", new Path().to(0, 0).to(SWATCH, 0));
    }

    private static String words(Bucket bucket) {
        return bucket.first() == bucket.last()
                ? "step %s: %s".formatted(Figures.whole(bucket.first()), Figures.significant(bucket.mean()))
                : "steps %s to %s: mean %s, from %s to %s"
                        .formatted(
                                Figures.whole(bucket.first()),
                                Figures.whole(bucket.last()),
                                Figures.significant(bucket.mean()),
                                Figures.significant(bucket.low()),
                                Figures.significant(bucket.high()));
    }
}
