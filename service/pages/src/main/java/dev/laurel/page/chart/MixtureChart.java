package dev.laurel.page.chart;

import java.util.Arrays;
import java.util.List;

import dev.laurel.page.Element;
import dev.laurel.page.Element.Path;
import dev.laurel.page.Figures;
import dev.laurel.page.chart.Buckets.Bucket;

/**
 * What each optimizer step was made of: two amounts, one upon the other.
 *
 * @param lower one a step, and {@code upper} as many
 */
public record MixtureChart(String title, String measure, Part lower, Part upper) {

    private static final int MOST_POINTS = 200;
    private static final int TICKS = 4;

    /** An amount at every step. */
    public record Part(String name, SeriesStyle style, double[] values) {}

    public Element draw() {
        int steps = lower.values().length;
        double[] both = new double[steps];
        for (int i = 0; i < steps; i++) {
            both[i] = lower.values()[i] + upper.values()[i];
        }
        List<Bucket> below = Buckets.of(lower.values(), MOST_POINTS).all();
        Buckets above = Buckets.of(both, MOST_POINTS);
        long most = (long)
                Math.ceil(above.all().stream().mapToDouble(Bucket::mean).max().orElse(1));
        Frame frame = new Frame(
                title,
                description(steps),
                Frame.Axis.ofSteps(steps),
                Frame.Axis.of(Ticks.ofCounts(0, most, TICKS), measure));
        frame.draw(upper.style().bar(between(frame, above.all(), below).close()));
        frame.draw(lower.style().bar(between(frame, below, List.of()).close()));
        frame.legend(lower.name(), lower.style()::bar).legend(upper.name(), upper.style()::bar);
        for (int i = 0; i < below.size(); i++) {
            hover(frame, below.get(i), above.all().get(i));
        }
        return frame.svg();
    }

    /** From the tops of some bars back along those of others, or along the axis. */
    private static Path between(Frame frame, List<Bucket> tops, List<Bucket> bottoms) {
        Path path = new Path();
        for (Bucket top : tops) {
            path.to(frame.x(top.first() - 0.5), frame.y(top.mean())).to(frame.x(top.last() + 0.5), frame.y(top.mean()));
        }
        for (int i = tops.size() - 1; i >= 0; i--) {
            double y = frame.y(bottoms.isEmpty() ? 0 : bottoms.get(i).mean());
            path.to(frame.x(tops.get(i).last() + 0.5), y).to(frame.x(tops.get(i).first() - 0.5), y);
        }
        return path;
    }

    private void hover(Frame frame, Bucket below, Bucket both) {
        String where = below.first() == below.last()
                ? "step " + Figures.whole(below.first())
                : "steps %s to %s, in the mean".formatted(Figures.whole(below.first()), Figures.whole(below.last()));
        frame.hover(
                below.first() - 0.5,
                below.last() + 0.5,
                "%s: %s %s, %s %s"
                        .formatted(
                                where,
                                Figures.significant(below.mean()),
                                lower.name(),
                                Figures.significant(both.mean() - below.mean()),
                                upper.name()));
    }

    private String description(int steps) {
        return "%s of %s steps: %s %s and %s %s in all"
                .formatted(
                        measure,
                        Figures.whole(steps),
                        Figures.whole(sum(lower)),
                        lower.name(),
                        Figures.whole(sum(upper)),
                        upper.name());
    }

    private static long sum(Part part) {
        return Math.round(Arrays.stream(part.values()).sum());
    }
}
