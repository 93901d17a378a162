package dev.laurel.trainer.report.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An element of SVG while it is put together. Whatever text is put into it is escaped. */
public final class Element {

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Element> children = new ArrayList<>();
    private String text = "";

    private Element(String name) {
        this.name = name;
    }

    static Element of(String name) {
        return new Element(name);
    }

    static Element of(String name, String kind) {
        return of(name).with("class", kind);
    }

    Element with(String attribute, String value) {
        attributes.put(attribute, value);
        return this;
    }

    /** A length or a coordinate, to a hundredth. */
    Element with(String attribute, double value) {
        return with(attribute, number(value));
    }

    Element with(String attribute, Path path) {
        return with(attribute, path.toString());
    }

    Element add(Element child) {
        children.add(child);
        return this;
    }

    Element add(List<Element> more) {
        children.addAll(more);
        return this;
    }

    /** What a pointer that rests on it, or a screen reader, is told. */
    Element titled(String title) {
        return add(of("title").text(title));
    }

    Element text(String content) {
        text = content;
        return this;
    }

    static String number(double value) {
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
        if (children.isEmpty() && text.isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        children.forEach(child -> child.write(out));
        out.append(Markup.escape(text)).append("</").append(name).append('>');
    }

    /** The markup. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    /** The data of a {@code path}: lines from point to point, with gaps where a coordinate is not a number. */
    static final class Path {
        private final StringBuilder data = new StringBuilder();
        private boolean drawing;

        Path to(double x, double y) {
            if (Double.isFinite(x) && Double.isFinite(y)) {
                data.append(drawing ? 'L' : 'M').append(number(x)).append(' ').append(number(y));
                drawing = true;
            } else {
                drawing = false;
            }
            return this;
        }

        Path close() {
            if (drawing) {
                data.append('Z');
            }
            drawing = false;
            return this;
        }

        boolean isEmpty() {
            return data.isEmpty();
        }

        @Override
        public String toString() {
            return data.toString();
        }
    }
}
