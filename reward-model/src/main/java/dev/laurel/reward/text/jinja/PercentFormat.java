package dev.laurel.reward.text.jinja;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code "%s and %05.1f" % values}, for the conversions s, r, d, i, f and x. */
final class PercentFormat {

    private static final Pattern DIRECTIVE =
            Pattern.compile("%(?:\\((\\w{1,64})\\))?([-0+ ]{0,8})(\\d{1,6})?(?:\\.(\\d{1,3}))?([a-zA-Z%])");

    private PercentFormat() {}

    static String format(String format, Object values, Rendering run) {
        List<Object> arguments = values instanceof Tuple tuple ? tuple.items() : Values.list(values);
        Text out = new Text(run);
        int used = 0;
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
            } else if (directive.group(1) != null) {
                Object mapping = values instanceof Map ? values : Map.of();
                add(Access.item(mapping, directive.group(1), run), directive, out, run);
            } else if (used == arguments.size()) {
                throw run.failure("not enough arguments for format string");
            } else {
                add(arguments.get(used++), directive, out, run);
            }
        }
        if (used < arguments.size() && !(values instanceof Map)) {
            throw run.failure("not all arguments converted during string formatting");
        }
        return out.add(format.substring(at)).toString();
    }

    private static void add(Object value, Matcher directive, Text out, Rendering run) {
        String flags = directive.group(2);
        String text = converted(value, directive, run);
        boolean number = !"sr".contains(directive.group(5));
        String sign = "";
        if (number) {
            boolean negative = text.startsWith("-");
            sign = negative ? "-" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
            text = negative ? text.substring(1) : text;
        }
        long width = directive.group(3) == null ? 0 : Long.parseLong(directive.group(3));
        long missing = width - sign.length() - Values.length(text, run);
        boolean left = flags.contains("-");
        boolean zeros = number && flags.contains("0") && !left;
        out.repeat(" ", left || zeros ? 0 : missing).add(sign).repeat("0", zeros ? missing : 0);
        out.add(text).repeat(" ", left ? missing : 0);
    }

    private static String converted(Object value, Matcher directive, Rendering run) {
        String kind = directive.group(5);
        int precision = directive.group(4) == null ? -1 : Integer.parseInt(directive.group(4));
        if (kind.equals("s") || kind.equals("r")) {
            String text = kind.equals("s") ? Values.text(value, run) : Repr.of(value, run);
            boolean cut = precision >= 0 && Values.length(text, run) > precision;
            return cut ? text.substring(0, text.offsetByCodePoints(0, precision)) : text;
        }
        Object number = Arithmetic.signed(value, false, run);
        return switch (kind) {
            case "d", "i" -> String.valueOf(((Number) number).longValue());
            case "x" -> Long.toString(((Number) number).longValue(), 16);
            case "f" ->
                new BigDecimal(((Number) number).doubleValue())
                        .setScale(precision < 0 ? 6 : precision, RoundingMode.HALF_EVEN)
                        .toPlainString();
            default -> throw run.failure("unsupported format %" + kind);
        };
    }
}
