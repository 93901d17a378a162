package dev.laurel.page.chart;

import java.util.List;
import java.util.function.Function;

import dev.laurel.page.Element;
import dev.laurel.page.Element.Path;

/**
 * The frame of a chart: two axes with round ticks, faint lines across, labels and a legend. Coordinates are in units of the view box, which the page scales
 * to the width it has.
 */
final class Frame {

    private static final double WIDTH = 420;
    private static final double HEIGHT = 236;
    private static final double LEFT = 56;
    private static final double RIGHT = WIDTH - 20;
    private static final double TOP = 30;
    private static final double BOTTOM = HEIGHT - 40;
    private static final double CHARACTER = 7.2; // of the legend, in the mean
    private static final double SWATCH = 22;
    private static final double SLACK = 1e-6;

    private final Axis horizontal;
    private final Axis vertical;
    private final Element svg;
    private final Element hovers = Element.of("g");
    private double legendEnd = LEFT;

    /**
     * An axis from {@code low} to {@code high}, with the ticks that lie between.
     *
     * @param label what it measures, such as {@code loss, nats}
     */
    record Axis(Ticks ticks, double low, double high, String label) {

        /** From the first tick to the last. */
        static Axis of(Ticks ticks, String label) {
            return new Axis(ticks, ticks.low(), ticks.high(), label);
        }

        /** Optimizer steps from 1 to {@code last}, with half a step of room at either end. */
        static Axis ofSteps(int last) {
            return new Axis(Ticks.ofCounts(0, last, 5), 0.5, Math.max(1, last) + 0.5, "optimizer step");
        }

        double share(double value) {
            return (value - low) / (high - low);
        }

        boolean holds(double value) {
            return share(value) >= -SLACK && share(value) <= 1 + SLACK;
        }
    }

    /** @param title what the chart shows, in a line; {@code description} is what it tells those who cannot see it */
    Frame(String title, String description, Axis horizontal, Axis vertical) {
        this.horizontal = horizontal;
        this.vertical = vertical;
        this.svg = Element.of("svg", "chart")
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with("role", "img")
                .with("viewBox", "0 0 " + Element.number(WIDTH) + " " + Element.number(HEIGHT))
                .titled(title)
                .add(Element.of("desc").text(description));
        axes();
    }

    double x(double value) {
        return LEFT + horizontal.share(value) * (RIGHT - LEFT);
    }

    double y(double value) {
        return BOTTOM - vertical.share(value) * (BOTTOM - TOP);
    }

    Frame draw(Element element) {
        svg.add(element);
        return this;
    }

    /** Tells something to a pointer anywhere between two values of the horizontal axis. */
    Frame hover(double from, double to, String words) {
        double left = Math.max(LEFT, x(from));
        hovers.add(Element.of("rect", "hover")
                .with("x", left)
                .with("y", TOP)
                .with("width", Math.min(RIGHT, x(to)) - left)
                .with("height", BOTTOM - TOP)
                .titled(words));
        return this;
    }

    /** Names what a line or an area stands for. */
    Frame legend(String label, Element sample) {
        svg.add(Element.of("g")
                .with("transform", "translate(" + Element.number(legendEnd) + " 10)")
                .add(sample)
                .add(text("legend", SWATCH, 4, label)));
        legendEnd += SWATCH + CHARACTER * label.length() + 10;
        return this;
    }

    /** With a box as the sample. */
    Frame legend(String label, Function<Path, Element> area) {
        double end = SWATCH - 5;
        return legend(
                label,
                area.apply(new Path().to(0, -5).to(end, -5).to(end, 5).to(0, 5).close()));
    }

    Frame legend(String label, SeriesStyle style) {
        double end = SWATCH - 5;
        return legend(
                label,
                Element.of("g")
                        .add(style.line(new Path().to(0, 0).to(end, 0)))
                        .add(style.mark(end / 2, 0, SeriesStyle.RADIUS)));
    }

    Element svg() {
        return svg.add(hovers);
    }

    private void axes() {
        svg.add(line("axis", LEFT, BOTTOM, RIGHT, BOTTOM));
        List<String> labels = vertical.ticks().labels();
        for (int i = 0; i < labels.size(); i++) {
            double value = vertical.ticks().values().get(i);
            if (vertical.holds(value)) {
                svg.add(line("grid", LEFT, y(value), RIGHT, y(value)));
                svg.add(text("tick end", LEFT - 6, y(value) + 4, labels.get(i)));
            }
        }
        labels = horizontal.ticks().labels();
        for (int i = 0; i < labels.size(); i++) {
            double value = horizontal.ticks().values().get(i);
            if (horizontal.holds(value)) {
                svg.add(line("axis", x(value), BOTTOM, x(value), BOTTOM + 4));
                svg.add(text("tick middle", x(value), BOTTOM + 17, labels.get(i)));
            }
        }
        svg.add(text("label end", RIGHT, HEIGHT - 5, horizontal.label()));
        svg.add(text("label middle", 0, 0, vertical.label())
                .with("transform", "translate(11 " + Element.number((TOP + BOTTOM) / 2) + ") rotate(-90)"));
    }

    static Element line(String kind, double x1, double y1, double x2, double y2) {
        return Element.of("line", kind)
                .with("x1", x1)
                .with("y1", y1)
                .with("x2", x2)
                .with("y2", y2);
    }

    static Element text(String kind, double x, double y, String content) {
        return Element.of("text", kind).with("x", x).with("y", y).text(content);
    }
}
