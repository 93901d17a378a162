package dev.laurel.jinja;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands after the colon of a format field: {@code fill align sign # 0 width , .precision type}. */
final class FormatSpecification {

    private static final Pattern FORM = Pattern.compile(
            "(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\\d{1,6})?([,_])?(?:\\.(\\d{1,3}))?([a-zA-Z%])?", Pattern.DOTALL);

    private final Matcher form;
    private final Rendering run;

    private FormatSpecification(Matcher form, Rendering run) {
        this.form = form;
        this.run = run;
    }

    static String apply(Object value, String specification, Rendering run) {
        Matcher form = FORM.matcher(specification);
        if (!form.matches()) {
            throw run.failure("format specification '" + specification + "' is not understood");
        }
        FormatSpecification parts = new FormatSpecification(form, run);
        if (value instanceof String text) {
            return parts.text(text);
        }
        if (Values.isNumber(value)) {
            return parts.number(value);
        }
        if (value instanceof Boolean flag) {
            return parts.number(flag ? 1L : 0L);
        }
        throw run.failure("unsupported format string for '" + Values.typeName(value) + "'");
    }

    private String text(String text) {
        String type = form.group(9);
        if (type != null && !type.equals("s")
                || form.group(3) != null
                || form.group(7) != null
                || "=".equals(form.group(2))) {
            throw run.failure("format specification is not one of a string");
        }
        String shown = text;
        if (form.group(8) != null && Values.length(text, run) > precision(0)) {
            shown = text.substring(0, text.offsetByCodePoints(0, precision(0)));
        }
        return aligned("", shown, "<");
    }

    private String number(Object value) {
        String type = form.group(9);
        boolean whole = PythonInt.is(value);
        String digits;
        if (type == null) {
            digits = whole ? value.toString() : form.group(8) == null ? Repr.number((Double) value) : general(value);
        } else {
            digits = switch (type) {
                case "d", "n", "b", "o", "x", "X", "c" -> integer(value, whole, type);
                case "f", "F" -> NumberFormat.fixed(real(value), precision(6));
                case "e" -> NumberFormat.scientific(real(value), precision(6));
                case "E" -> NumberFormat.scientific(real(value), precision(6)).toUpperCase(Locale.ROOT);
                case "g" -> NumberFormat.general(real(value), precision(6));
                case "G" -> NumberFormat.general(real(value), precision(6)).toUpperCase(Locale.ROOT);
                case "%" -> NumberFormat.fixed(real(value) * 100, precision(6)) + "%";
                default -> throw run.failure("unknown format code '" + type + "'");
            };
        }
        boolean negative = digits.startsWith("-");
        String sign = negative ? "-" : "+".equals(form.group(3)) ? "+" : " ".equals(form.group(3)) ? " " : "";
        return aligned(sign + prefix(type), grouped(negative ? digits.substring(1) : digits), ">");
    }

    private String general(Object value) {
        String shown = NumberFormat.general(real(value), precision(6));
        return shown.matches("-?\\d+") ? shown + ".0" : shown;
    }

    private String integer(Object value, boolean whole, String type) {
        if (!whole) {
            if (type.equals("n")) {
                return NumberFormat.general(real(value), precision(6));
            }
            throw run.failure("unknown format code '" + type + "' for a float");
        }
        BigInteger number = PythonInt.big(value);
        return switch (type) {
            case "b" -> number.toString(2);
            case "o" -> number.toString(8);
            case "x" -> number.toString(16);
            case "X" -> number.toString(16).toUpperCase(Locale.ROOT);
            case "c" -> character(number);
            default -> number.toString();
        };
    }

    private String character(BigInteger number) {
        if (number.bitLength() > 21 || !Character.isValidCodePoint(number.intValue())) {
            throw run.failure("no character has the number " + number);
        }
        return Character.toString(number.intValue());
    }

    private String prefix(String type) {
        return form.group(4) == null || type == null || !"boxX".contains(type) ? "" : "0" + type;
    }

    private String grouped(String digits) {
        if (form.group(7) == null) {
            return digits;
        }
        int end = 0;
        while (end < digits.length() && Character.isDigit(digits.charAt(end))) {
            end++;
        }
        StringBuilder out = new StringBuilder(digits);
        for (int at = end - 3; at > 0; at -= 3) {
            out.insert(at, form.group(7));
        }
        return out.toString();
    }

    private String aligned(String sign, String text, String usual) {
        boolean zeros = form.group(5) != null && form.group(2) == null;
        String align = form.group(2) != null ? form.group(2) : zeros && !usual.equals("<") ? "=" : usual;
        String fill = form.group(1) != null ? form.group(1) : form.group(5) != null ? "0" : " ";
        long width = form.group(6) == null ? 0 : Long.parseLong(form.group(6));
        long missing = Math.max(0, width - sign.length() - Values.length(text, run));
        long left =
                switch (align) {
                    case "<" -> 0;
                    case "^" -> missing / 2;
                    default -> missing;
                };
        Text out = new Text(run);
        out.add(align.equals("=") ? sign : "").repeat(fill, left).add(align.equals("=") ? "" : sign);
        return out.add(text).repeat(fill, missing - left).toString();
    }

    private int precision(int usual) {
        return form.group(8) == null ? usual : Integer.parseInt(form.group(8));
    }

    private static double real(Object value) {
        return ((Number) value).doubleValue();
    }
}
