package dev.laurel.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An element of HTML or SVG while it is put together. Whatever text is put into it is escaped. */
public final class Element {

    /** Those that may end where they begin: in HTML any other one would stay open. */
    private static final Set<String> WITHOUT_CONTENT =
            Set.of("meta", "link", "br", "path", "line", "rect", "circle", "polygon");

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Content> content = new ArrayList<>();

    /** A piece of what is between start and end. */
    private interface Content {
        void write(StringBuilder out);
    }

    private Element(String name) {
        this.name = name;
    }

    public static Element of(String name) {
        return new Element(name);
    }

    public static Element of(String name, String kind) {
        return of(name).with("class", kind);
    }

    public Element with(String attribute, String value) {
        attributes.put(attribute, value);
        return this;
    }

    /** A length or a coordinate, to a hundredth. */
    public Element with(String attribute, double value) {
        return with(attribute, number(value));
    }

    public Element with(String attribute, Path path) {
        return with(attribute, path.toString());
    }

    public Element add(Element child) {
        content.add(child::write);
        return this;
    }

    public Element add(List<Element> more) {
        more.forEach(this::add);
        return this;
    }

    /** What a pointer that rests on it, or a screen reader, is told. */
    public Element titled(String title) {
        return add(of("title").text(title));
    }

    public Element text(String text) {
        content.add(out -> out.append(Markup.escape(text)));
        return this;
    }

    /** A coordinate as it is written, to a hundredth. */
    public static String number(double value) {
        double rounded = Math.round(value * 100) / 100.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    private void write(StringBuilder out) {
        out.append('<').append(name);
        attributes.forEach((attribute, value) -> out.append(' ')
                .append(attribute)
                .append("=\"")
                .append(Markup.escape(value))
                .append('"'));
        if (content.isEmpty() && WITHOUT_CONTENT.contains(name)) {
            out.append("/>");
            return;
        }
        out.append('>');
        content.forEach(piece -> piece.write(out));
        out.append("</").append(name).append('>');
    }

    /** The markup. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    /** The data of a {@code path}: lines from point to point, with gaps where a coordinate is not a number. */
    public static final class Path {
        private final StringBuilder data = new StringBuilder();
        private boolean drawing;

        public Path to(double x, double y) {
            if (Double.isFinite(x) && Double.isFinite(y)) {
                data.append(drawing ? 'L' : 'M').append(number(x)).append(' ').append(number(y));
                drawing = true;
            } else {
                drawing = false;
            }
            return this;
        }

        public Path close() {
            if (drawing) {
                data.append('Z');
            }
            drawing = false;
            return this;
        }

        public boolean isEmpty() {
            return data.isEmpty();
        }

        @Override
        public String toString() {
            return data.toString();
        }
    }
}
