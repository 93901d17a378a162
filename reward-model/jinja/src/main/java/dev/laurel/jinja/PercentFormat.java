package dev.laurel.jinja;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code "%s and %05.1f" % values}, for its conversions s, r, a, c, d, i, u, o, x, e, f and g. */
final class PercentFormat {

    private static final Pattern DIRECTIVE =
            Pattern.compile("%(?:\\((\\w{1,64})\\))?([-0+ #]{0,8})(\\d{1,6}|\\*)?(?:\\.(\\d{1,3})?)?([a-zA-Z%])");

    private final Rendering run;
    private final Object values;
    private final List<Object> arguments;
    private int used;

    private PercentFormat(Object values, Rendering run) {
        this.values = values;
        this.run = run;
        this.arguments = values instanceof Tuple tuple ? tuple.items() : Values.list(values);
    }

    static String format(String format, Object values, Rendering run) {
        return new PercentFormat(values, run).format(format);
    }

    private String format(String format) {
        Text out = new Text(run);
        int at = 0;
        Matcher directive = DIRECTIVE.matcher(format);
        for (int found = format.indexOf('%'); found >= 0; found = format.indexOf('%', at)) {
            out.add(format.substring(at, found));
            if (!directive.region(found, format.length()).lookingAt()) {
                throw run.failure("incomplete or unknown format");
            }
            at = directive.end();
            if (directive.group(5).equals("%")) {
                out.add('%');
            } else {
                add(directive, out);
            }
        }
        boolean indexed = values instanceof Map || values instanceof List || values instanceof Undefined;
        if (used < arguments.size() && !indexed) {
            throw run.failure("not all arguments converted during string formatting");
        }
        return out.add(format.substring(at)).toString();
    }

    private Object next() {
        if (used == arguments.size()) {
            throw run.failure("not enough arguments for format string");
        }
        return arguments.get(used++);
    }

    private void add(Matcher directive, Text out) {
        long width = 0;
        if ("*".equals(directive.group(3))) {
            width = next() instanceof Long given ? given : -1;
            if (width < 0) {
                throw run.failure("* needs a width");
            }
        } else if (directive.group(3) != null) {
            width = Long.parseLong(directive.group(3));
        }
        if (directive.group(1) != null && !(values instanceof Map)) {
            throw run.failure("format requires a mapping");
        }
        Object value = directive.group(1) != null ? Access.item(values, directive.group(1), run) : next();
        String flags = directive.group(2);
        String kind = directive.group(5);
        boolean number = !"sracSRAC".contains(kind);
        String text = number ? number(value, directive) : text(value, directive);
        boolean negative = number && text.startsWith("-");
        String sign = !number ? "" : negative ? "-" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
        text = negative ? text.substring(1) : text;
        sign += flags.contains("#") && "xXo".contains(kind) ? "0" + kind : "";
        long missing = width - sign.length() - Values.length(text, run);
        boolean left = flags.contains("-");
        boolean zeros = number && flags.contains("0") && !left;
        out.repeat(" ", left || zeros ? 0 : missing).add(sign).repeat("0", zeros ? missing : 0);
        out.add(text).repeat(" ", left ? missing : 0);
    }

    private String text(Object value, Matcher directive) {
        String text =
                switch (directive.group(5)) {
                    case "s" -> Values.text(value, run);
                    case "r" -> Repr.of(value, run);
                    case "a" -> Repr.ascii(value, run);
                    case "c" -> character(value);
                    default -> throw run.failure("unsupported format %" + directive.group(5));
                };
        int precision = precision(directive, Integer.MAX_VALUE);
        return Values.length(text, run) > precision ? text.substring(0, text.offsetByCodePoints(0, precision)) : text;
    }

    private String character(Object value) {
        if (value instanceof String text && Values.length(text, run) == 1) {
            return text;
        }
        if (value instanceof Long point && point >= 0 && point <= Character.MAX_CODE_POINT) {
            return Character.toString(point.intValue());
        }
        throw run.failure("%c needs a number or a character");
    }

    private String number(Object value, Matcher directive) {
        Object number = Arithmetic.signed(value, false, run);
        double real = ((Number) number).doubleValue();
        int precision = precision(directive, 6);
        return switch (directive.group(5)) {
            case "d", "i", "u" -> padded(whole(number).toString(), directive);
            case "x" -> padded(exact(number).toString(16), directive);
            case "X" -> padded(exact(number).toString(16).toUpperCase(Locale.ROOT), directive);
            case "o" -> padded(exact(number).toString(8), directive);
            case "f", "F" -> NumberFormat.fixed(real, precision);
            case "e" -> NumberFormat.scientific(real, precision);
            case "E" -> NumberFormat.scientific(real, precision).toUpperCase(Locale.ROOT);
            case "g" -> NumberFormat.general(real, precision);
            case "G" -> NumberFormat.general(real, precision).toUpperCase(Locale.ROOT);
            default -> throw run.failure("unsupported format %" + directive.group(5));
        };
    }

    /** An integer with at least as many digits as the precision asks for. */
    private static String padded(String digits, Matcher directive) {
        int missing = precision(directive, 1) - (digits.startsWith("-") ? digits.length() - 1 : digits.length());
        String zeros = "0".repeat(Math.max(0, missing));
        return digits.startsWith("-") ? "-" + zeros + digits.substring(1) : zeros + digits;
    }

    private static int precision(Matcher directive, int otherwise) {
        boolean pointAlone = directive.group(4) == null && directive.group().contains(".");
        return directive.group(4) != null ? Integer.parseInt(directive.group(4)) : pointAlone ? 0 : otherwise;
    }

    private Object whole(Object number) {
        if (number instanceof Double real && (real.isNaN() || real.isInfinite())) {
            throw run.failure("no integer is " + Repr.number(real));
        }
        return number instanceof Double real ? PythonInt.of(real) : number;
    }

    private BigInteger exact(Object number) {
        if (!PythonInt.is(number)) {
            throw run.failure("an integer is required, not " + Values.typeName(number));
        }
        return PythonInt.big(number);
    }
}
