package dev.laurel.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Python's {@code json.dumps} as transformers calls it: a space after comma and colon, characters outside of ASCII as they are. */
final class Json {

    private final Text out;
    private final Rendering run;
    private final boolean ascii;
    private final boolean sorted;
    private final String indent;
    private final String comma;
    private final String colon;

    private Json(Arguments arguments, Rendering run) {
        this.run = run;
        this.out = new Text(run);
        this.ascii = arguments.flag(0, "ensure_ascii", false);
        this.indent = indent(arguments.get(1, "indent", null), run);
        this.sorted = arguments.flag(3, "sort_keys", false);
        Object separators = arguments.get(2, "separators", null);
        List<Object> given =
                separators == null ? List.of(indent == null ? ", " : ",", ": ") : Values.elements(separators, run);
        if (given.size() != 2) {
            throw run.failure("separators must be a pair");
        }
        this.comma = Values.text(given.get(0), run);
        this.colon = Values.text(given.get(1), run);
    }

    static String of(Object value, Arguments arguments, Rendering run) {
        Json json =
                new Json(arguments.checked(run, "tojson", "ensure_ascii", "indent", "separators", "sort_keys"), run);
        json.write(value, 0);
        return json.out.toString();
    }

    private static String indent(Object indent, Rendering run) {
        return indent instanceof Long width
                ? new Text(run).repeat(" ", width).toString()
                : indent == null ? null : Values.text(indent, run);
    }

    private void write(Object value, int depth) {
        run.checkDepth(depth);
        if (value instanceof String text) {
            quoted(text);
        } else if (value instanceof List || value instanceof Tuple) {
            list(Values.items(value), depth);
        } else if (value instanceof Map<?, ?> map) {
            map(map, depth);
        } else {
            out.add(scalar(value));
        }
    }

    private String scalar(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Double number && (number.isNaN() || number.isInfinite())) {
            return number.isNaN() ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        }
        if (value instanceof Boolean || PythonInt.is(value)) {
            return value.toString();
        }
        if (value instanceof Double number) {
            return Repr.number(number);
        }
        throw run.failure("object of type " + Values.typeName(value) + " is not JSON serializable");
    }

    private void list(List<Object> elements, int depth) {
        out.add('[');
        for (int i = 0; i < elements.size(); i++) {
            separate(i, depth + 1);
            write(elements.get(i), depth + 1);
        }
        end(elements.size(), depth);
        out.add(']');
    }

    private void map(Map<?, ?> map, int depth) {
        List<Object> keys = new ArrayList<>(map.keySet());
        if (sorted) {
            keys.sort((a, b) -> Comparison.rank(a, b, run));
        }
        out.add('{');
        for (int i = 0; i < keys.size(); i++) {
            separate(i, depth + 1);
            Object key = keys.get(i);
            quoted(key instanceof String text ? text : scalar(key));
            out.add(colon);
            write(map.get(key), depth + 1);
        }
        end(keys.size(), depth);
        out.add('}');
    }

    private void separate(int index, int depth) {
        out.add(index == 0 ? "" : comma);
        newline(depth);
    }

    private void end(int size, int depth) {
        if (size > 0) {
            newline(depth);
        }
    }

    private void newline(int depth) {
        if (indent != null) {
            out.add('\n').repeat(indent, depth);
        }
    }

    private void quoted(String text) {
        out.add('"');
        for (int i = 0; i < text.length(); i++) {
            out.add(escaped(text.charAt(i)));
        }
        out.add('"');
    }

    private String escaped(char character) {
        return switch (character) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            default ->
                character < 0x20 || ascii && character > 0x7e
                        ? String.format("\\u%04x", (int) character)
                        : String.valueOf(character);
        };
    }
}
