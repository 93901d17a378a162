package dev.laurel.page.chart;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import dev.laurel.page.Element;
import dev.laurel.page.Figures;

/**
 * Means with their intervals, drawn small enough for a cell of a table; the cells of a column share their axis, which the head of the column shows.
 *
 * @param reference a value to hold them against, such as 0 for differences
 */
public record IntervalChart(Ticks axis, OptionalDouble reference) {

    private static final double WIDTH = 200;
    private static final double ROW = 13;
    private static final double ROOM = 20; // for half a label at either end
    private static final double HEAD = 18;

    /** A mean with its interval. */
    public record Bar(String name, SeriesStyle style, Estimate estimate) {}

    /** With an axis that holds all the estimates, and the reference. */
    public static IntervalChart around(Stream<Estimate> estimates, OptionalDouble reference) {
        double[] ends = Stream.concat(estimates, reference.stream().mapToObj(at -> new Estimate(at, at, at)))
                .flatMap(estimate -> Stream.of(estimate.low(), estimate.mean(), estimate.high()))
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return ends.length == 0
                ? new IntervalChart(Ticks.around(0, 1, 4), reference)
                : new IntervalChart(Ticks.around(ends[0], ends[ends.length - 1], 4), reference);
    }

    /** The axis, for the head of the column. */
    public Element head(String title) {
        Element svg = svg(HEAD, title);
        List<Double> values = axis.values();
        List<String> labels = axis.labels();
        for (int i = 0; i < values.size(); i++) {
            double x = x(values.get(i));
            svg.add(Frame.text("tick middle", x, 10, labels.get(i)));
            svg.add(Frame.line("axis", x, HEAD - 4, x, HEAD));
        }
        return svg;
    }

    public Element row(String title, List<Bar> bars) {
        double height = ROW * bars.size() + 2;
        Element svg = svg(height, title);
        axis.values().forEach(value -> svg.add(Frame.line("grid", x(value), 0, x(value), height)));
        reference.ifPresent(at -> svg.add(Frame.line("reference", x(at), 0, x(at), height)));
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double y = 1 + ROW * (i + 0.5);
            Element group = Element.of("g")
                    .add(bar.style()
                            .line(new Element.Path()
                                    .to(x(bar.estimate().low()), y)
                                    .to(x(bar.estimate().high()), y)));
            if (Double.isFinite(bar.estimate().mean())) {
                group.add(bar.style().mark(x(bar.estimate().mean()), y, SeriesStyle.RADIUS));
            }
            svg.add(group.titled(words(bar)));
        }
        return svg;
    }

    private static String words(Bar bar) {
        Estimate estimate = bar.estimate();
        return "%s: %s, interval from %s to %s"
                .formatted(
                        bar.name(),
                        Figures.decimals(estimate.mean(), 3),
                        Figures.decimals(estimate.low(), 3),
                        Figures.decimals(estimate.high(), 3));
    }

    private static Element svg(double height, String title) {
        return Element.of("svg", "cell")
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with("role", "img")
                .with("viewBox", "0 0 " + Element.number(WIDTH) + " " + Element.number(height))
                .with("width", WIDTH)
                .with("height", height)
                .titled(title);
    }

    private double x(double value) {
        return ROOM + (value - axis.low()) / (axis.high() - axis.low()) * (WIDTH - 2 * ROOM);
    }
}
