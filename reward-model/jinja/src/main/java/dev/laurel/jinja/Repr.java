package dev.laurel.jinja;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Python's {@code repr(value)}. */
final class Repr {

    private Repr() {}

    static String of(Object value, Rendering run) {
        Text out = new Text(run);
        write(value, out, run, 0);
        return out.toString();
    }

    /** As {@link #of}, everything outside of ASCII escaped. */
    static String ascii(Object value, Rendering run) {
        StringBuilder out = new StringBuilder();
        of(value, run)
                .codePoints()
                .forEach(point -> out.append(point < 0x80 ? Character.toString(point) : escape(point)));
        return run.charged(out.toString());
    }

    private static void write(Object value, Text out, Rendering run, int depth) {
        run.checkDepth(depth);
        if (value instanceof String text) {
            quoted(text, out);
        } else if (value instanceof List<?> list) {
            elements("[", list, "]", out, run, depth);
        } else if (value instanceof Tuple tuple) {
            elements("(", tuple.items(), tuple.items().size() == 1 ? ",)" : ")", out, run, depth);
        } else if (value instanceof SequenceView view && view.head().startsWith("range")) {
            out.add(view.head());
        } else if (value instanceof SequenceView view) {
            elements(view.head() + "([", view.items(), "])", out, run, depth);
        } else if (value instanceof Map<?, ?> map) {
            map(map, out, run, depth);
        } else {
            out.add(scalar(value));
        }
    }

    private static void elements(String open, List<?> elements, String close, Text out, Rendering run, int depth) {
        out.add(open);
        for (int i = 0; i < elements.size(); i++) {
            write(elements.get(i), out.add(i == 0 ? "" : ", "), run, depth + 1);
        }
        out.add(close);
    }

    private static void map(Map<?, ?> map, Text out, Rendering run, int depth) {
        out.add("{");
        for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<?, ?> entry = entries.next();
            write(entry.getKey(), out, run, depth + 1);
            write(entry.getValue(), out.add(": "), run, depth + 1);
            out.add(entries.hasNext() ? ", " : "");
        }
        out.add("}");
    }

    private static String scalar(Object value) {
        if (value == null) {
            return "None";
        }
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        if (value instanceof Double number) {
            return number(number);
        }
        return PythonInt.is(value)
                ? value.toString()
                : value instanceof Undefined ? "Undefined" : "<" + Values.typeName(value) + ">";
    }

    /** The shortest digits that give the number back, as Python writes a float. */
    static String number(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(number);
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            String plain = shortest.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String digits = shortest.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        String power = (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        return (number < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + power;
    }

    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        for (int digits = 1; digits < 17; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == number) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(17)).stripTrailingZeros();
    }

    private static void quoted(String text, Text out) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.add(quote);
        text.codePoints().forEach(point -> out.add(escaped(point, quote)));
        out.add(quote);
    }

    private static String escaped(int point, char quote) {
        if (point == quote || point == '\\') {
            return "\\" + (char) point;
        }
        return switch (point) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> printable(point) ? Character.toString(point) : escape(point);
        };
    }

    private static String escape(int point) {
        return point < 0x100
                ? String.format("\\x%02x", point)
                : String.format(point < 0x10000 ? "\\u%04x" : "\\U%08x", point);
    }

    static boolean printable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }
}
