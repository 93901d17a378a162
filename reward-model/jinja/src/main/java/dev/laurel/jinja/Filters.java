package dev.laurel.jinja;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The filters on texts, numbers and any value; {@link CollectionFilters} has those on collections. */
final class Filters {

    private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Map<String, Filter> ALL = new HashMap<>();

    static {
        texts();
        numbers();
        anything();
        CollectionFilters.into(ALL);
        GroupFilters.into(ALL);
        WebFilters.into(ALL);
    }

    private Filters() {}

    static Optional<Filter> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** A filter of a text: whatever the value is, it gets its text, and both are charged. */
    private static void text(String name, Filter filter, String... parameters) {
        ALL.put(name, (value, arguments, run) -> {
            String text = run.charged(Values.text(value, run));
            Object result = filter.apply(text, arguments.checked(run, name, parameters), run);
            return result instanceof String changed ? run.charged(changed) : result;
        });
    }

    private static void texts() {
        text("upper", (value, arguments, run) -> ((String) value).toUpperCase(Locale.ROOT));
        text("lower", (value, arguments, run) -> ((String) value).toLowerCase(Locale.ROOT));
        text("capitalize", (value, arguments, run) -> PythonText.capitalized((String) value));
        text("title", (value, arguments, run) -> titled((String) value));
        text("string", (value, arguments, run) -> value);
        text("safe", (value, arguments, run) -> value);
        text("escape", (value, arguments, run) -> escaped((String) value));
        text("e", (value, arguments, run) -> escaped((String) value));
        text("wordcount", (value, arguments, run) -> WORD.matcher((String) value)
                .results()
                .count());
        text(
                "trim",
                (value, arguments, run) -> {
                    boolean blank = arguments.get(0, "chars", null) == null;
                    return PythonText.strip(
                            (String) value, blank ? null : arguments.text(run, "trim", 0, "chars"), true, true);
                },
                "chars");
        text(
                "replace",
                (value, arguments, run) -> {
                    String old = Values.text(arguments.required(run, "replace", 0, "old"), run);
                    String with = Values.text(arguments.required(run, "replace", 1, "new"), run);
                    boolean all = arguments.get(2, "count", null) == null;
                    return replaced(
                            (String) value,
                            old,
                            with,
                            all ? -1 : arguments.integer(run, "replace", 2, "count", -1),
                            run);
                },
                "old",
                "new",
                "count");
        ALL.put(
                "indent",
                (value, arguments, run) -> indented(
                        text(value, "indent", run), arguments.checked(run, "indent", "width", "first", "blank"), run));
        text(
                "center",
                (value, arguments, run) -> {
                    long missing = arguments.integer(run, "center", 0, "width", 80) - Values.length(value, run);
                    long width = missing + Values.length(value, run);
                    long left = missing / 2 + (missing & width & 1);
                    return new Text(run)
                            .repeat(" ", left)
                            .add((String) value)
                            .repeat(" ", missing - left)
                            .toString();
                },
                "width");
        ALL.put(
                "format",
                (value, arguments, run) -> PercentFormat.format(
                        Values.text(value, run),
                        arguments.keyword().isEmpty() ? new Tuple(arguments.positional()) : arguments.keyword(),
                        run));
        text("forceescape", (value, arguments, run) -> escaped((String) value));
        ALL.put(
                "truncate",
                (value, arguments, run) -> Shortening.truncated(
                        value, arguments.checked(run, "truncate", "length", "killwords", "end", "leeway"), run));
        ALL.put(
                "wordwrap",
                (value, arguments, run) -> Shortening.wrapped(
                        value,
                        arguments.checked(
                                run, "wordwrap", "width", "break_long_words", "wrapstring", "break_on_hyphens"),
                        run));
        ALL.put("tojson", (value, arguments, run) -> Json.of(value, arguments, run));
    }

    /** With the first {@code most} occurrences replaced; all where that is negative. The result is charged before it is built. */
    static String replaced(String text, String old, String with, long most, Rendering run) {
        Text out = new Text(run);
        int at = 0;
        for (long count = 0; most < 0 || count < most; count++) {
            if (old.isEmpty() && count > 0 && at == text.length()) {
                break;
            }
            int found = text.indexOf(old, old.isEmpty() && count > 0 ? text.offsetByCodePoints(at, 1) : at);
            if (found < 0) {
                break;
            }
            out.add(text.substring(at, found)).add(with);
            at = found + old.length();
        }
        return out.add(text.substring(at)).toString();
    }

    /** A value that must be a string. */
    static String text(Object value, String filter, Rendering run) {
        if (value instanceof String text) {
            return text;
        }
        throw run.failure(
                value instanceof Undefined missing
                        ? missing.reason()
                        : filter + "() needs a string, got " + Values.typeName(value));
    }

    private static String titled(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean first = true;
        for (int point : text.codePoints().toArray()) {
            out.appendCodePoint(first ? Character.toUpperCase(point) : Character.toLowerCase(point));
            first = PythonText.isSpace(point) || "-({[<".indexOf(point) >= 0;
        }
        return out.toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }

    private static String indented(String text, Arguments arguments, Rendering run) {
        Object width = arguments.get(0, "width", 4L);
        String indent = width instanceof String given
                ? given
                : new Text(run)
                        .repeat(" ", arguments.integer(run, "indent", 0, "width", 4))
                        .toString();
        boolean blank = arguments.flag(2, "blank", false);
        Text out = new Text(run).add(arguments.flag(1, "first", false) ? indent : "");
        boolean firstLine = true;
        for (Object line : PythonText.lines(text + "\n", false)) {
            boolean indented = !firstLine && (blank || !((String) line).isEmpty());
            out.add(firstLine ? "" : "\n").add(indented ? indent : "").add((String) line);
            firstLine = false;
        }
        return out.toString();
    }

    private static void numbers() {
        ALL.put(
                "abs",
                (value, arguments, run) -> Comparison.order(value, 0L, run) < 0
                        ? Arithmetic.signed(value, true, run)
                        : Arithmetic.signed(value, false, run));
        ALL.put(
                "int",
                (value, arguments, run) -> integer(value, arguments.checked(run, "int", "default", "base"), run));
        ALL.put("float", (value, arguments, run) -> real(defined(value, run))
                .map(Object.class::cast)
                .orElse(arguments.checked(run, "float", "default").get(0, "default", 0.0)));
        ALL.put(
                "round",
                (value, arguments, run) -> rounded(value, arguments.checked(run, "round", "precision", "method"), run));
    }

    private static Object integer(Object value, Arguments arguments, Rendering run) {
        Object otherwise = arguments.get(0, "default", 0L);
        if (PythonInt.is(defined(value, run))) {
            return value;
        }
        if (value instanceof String text) {
            Optional<Object> whole = PythonText.integer(text, arguments.integer(run, "int", 1, "base", 10));
            if (whole.isPresent()) {
                return whole.get();
            }
        }
        return real(value)
                .filter(number -> !Double.isNaN(number) && !Double.isInfinite(number))
                .map(PythonInt::of)
                .orElse(otherwise);
    }

    private static Object defined(Object value, Rendering run) {
        if (value instanceof Undefined missing) {
            throw run.failure(missing.reason());
        }
        return value;
    }

    static Optional<Double> real(Object value) {
        if (value instanceof Boolean flag) {
            return Optional.of(flag ? 1.0 : 0.0);
        }
        if (value instanceof Number number) {
            return Optional.of(number.doubleValue());
        }
        return value instanceof String text ? PythonText.real(text) : Optional.empty();
    }

    private static Object rounded(Object value, Arguments arguments, Rendering run) {
        long precision = Math.max(-400, Math.min(400, arguments.integer(run, "round", 0, "precision", 0)));
        String method = arguments.has(1, "method") ? arguments.text(run, "round", 1, "method") : "common";
        RoundingMode mode =
                switch (method) {
                    case "common" -> RoundingMode.HALF_EVEN;
                    case "ceil" -> RoundingMode.CEILING;
                    case "floor" -> RoundingMode.FLOOR;
                    default -> throw run.failure("method must be common, ceil or floor, not " + method);
                };
        Object given = Values.isNumber(value) ? value : Arithmetic.signed(value, false, run);
        if (PythonInt.is(given) && mode == RoundingMode.HALF_EVEN) {
            BigDecimal whole = new BigDecimal(PythonInt.big(given));
            return precision >= 0
                    ? given
                    : PythonInt.of(whole.setScale((int) precision, mode).toBigInteger());
        }
        double number = ((Number) given).doubleValue();
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return number;
        }
        double rounded = new BigDecimal(number).setScale((int) precision, mode).doubleValue();
        return rounded;
    }

    private static void anything() {
        Filter otherwise = (value, arguments, run) -> {
            arguments.checked(run, "default", "default_value", "boolean");
            boolean missing = value instanceof Undefined || arguments.flag(1, "boolean", false) && !Values.truth(value);
            return missing ? arguments.get(0, "default_value", "") : value;
        };
        ALL.put("default", otherwise);
        ALL.put("d", otherwise);
        Filter length = (value, arguments, run) -> Values.length(value, run);
        ALL.put("length", length);
        ALL.put("count", length);
        ALL.put(
                "attr",
                (value, arguments, run) -> Access.attributeAlone(
                        value, arguments.checked(run, "attr", "name").text(run, "attr", 0, "name"), run));
    }
}
