package dev.laurel.page.chart;

import java.util.Locale;

import dev.laurel.page.Element;

/** How one of several things in a chart is told from the others: by colour, by the dashes of its line, and by the form of its marks. */
public enum SeriesStyle {
    CHALLENGER,
    CHAMPION,
    /** What has learned nothing. */
    BASE,
    CHOSEN,
    REJECTED;

    static final double RADIUS = 3.5;

    String kind() {
        return name().toLowerCase(Locale.ROOT);
    }

    Element line(Element.Path path) {
        return Element.of("path", "line " + kind()).with("d", path);
    }

    Element area(Element.Path path) {
        return Element.of("path", "area " + kind()).with("d", path);
    }

    /** An area that nothing lies behind. */
    Element bar(Element.Path path) {
        return Element.of("path", "bar " + kind()).with("d", path);
    }

    /** A mark at a point: a disc, an open square or an open triangle. */
    Element mark(double x, double y, double radius) {
        String kind = "mark " + kind();
        return switch (this) {
            case CHALLENGER, CHOSEN ->
                Element.of("circle", kind).with("cx", x).with("cy", y).with("r", radius);
            case CHAMPION, REJECTED ->
                Element.of("rect", kind)
                        .with("x", x - radius)
                        .with("y", y - radius)
                        .with("width", 2 * radius)
                        .with("height", 2 * radius);
            case BASE ->
                Element.of("path", kind)
                        .with(
                                "d",
                                new Element.Path()
                                        .to(x - radius, y + radius)
                                        .to(x, y - radius)
                                        .to(x + radius, y + radius)
                                        .close());
        };
    }
}
