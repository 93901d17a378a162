package dev.laurel.jinja;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tests: what may stand after {@code is}. */
final class Tests {

    private static final Map<String, Test> ALL = new HashMap<>();

    static {
        kinds();
        comparisons();
        ALL.put("defined", (value, arguments, run) -> !(value instanceof Undefined));
        ALL.put("undefined", (value, arguments, run) -> value instanceof Undefined);
        ALL.put("none", (value, arguments, run) -> value == null);
        ALL.put("true", (value, arguments, run) -> Boolean.TRUE.equals(value));
        ALL.put("false", (value, arguments, run) -> Boolean.FALSE.equals(value));
        ALL.put("odd", (value, arguments, run) -> remainder(value, 2L, run, 1));
        ALL.put("even", (value, arguments, run) -> remainder(value, 2L, run, 0));
        ALL.put(
                "divisibleby",
                (value, arguments, run) -> remainder(value, arguments.required(run, "divisibleby", 0, "num"), run, 0));
        ALL.put("lower", (value, arguments, run) -> {
            String text = Values.text(value, run);
            return StringQuestions.hasCase(text) && text.equals(text.toLowerCase(Locale.ROOT));
        });
        ALL.put("upper", (value, arguments, run) -> {
            String text = Values.text(value, run);
            return StringQuestions.hasCase(text) && text.equals(text.toUpperCase(Locale.ROOT));
        });
        ALL.put("filter", (value, arguments, run) -> Filters.find(Values.text(value, run))
                .isPresent());
        ALL.put("test", (value, arguments, run) -> find(Values.text(value, run)).isPresent());
    }

    private Tests() {}

    static Optional<Test> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    private static void kinds() {
        ALL.put("string", (value, arguments, run) -> value instanceof String);
        ALL.put("boolean", (value, arguments, run) -> value instanceof Boolean);
        ALL.put("integer", (value, arguments, run) -> PythonInt.is(value));
        ALL.put("float", (value, arguments, run) -> value instanceof Double);
        ALL.put("number", (value, arguments, run) -> Values.isNumber(value) || value instanceof Boolean);
        ALL.put("mapping", (value, arguments, run) -> value instanceof Map);
        ALL.put("callable", (value, arguments, run) -> value instanceof Function || value instanceof Undefined);
        ALL.put("escaped", (value, arguments, run) -> false); // nothing is marked as safe here
        ALL.put("iterable", (value, arguments, run) -> Values.isIterable(value));
        ALL.put(
                "sequence",
                (value, arguments, run) -> value instanceof String
                        || value instanceof Map
                        || value instanceof Undefined
                        || Values.isSequence(value));
    }

    private static void comparisons() {
        comparison(Comparison.EQUAL, "eq", "equalto", "==");
        comparison(Comparison.NOT_EQUAL, "ne", "!=");
        comparison(Comparison.LESS, "lt", "lessthan", "<");
        comparison(Comparison.AT_MOST, "le", "<=");
        comparison(Comparison.GREATER, "gt", "greaterthan", ">");
        comparison(Comparison.AT_LEAST, "ge", ">=");
        comparison(Comparison.IN, "in");
        ALL.put("sameas", (value, arguments, run) -> {
            Object other = arguments.required(run, "sameas", 0, "other");
            return value == other
                    || value != null
                            && other != null
                            && value.getClass() == other.getClass()
                            && Comparison.EQUAL.holds(value, other, run);
        });
    }

    private static void comparison(Comparison comparison, String... names) {
        for (String name : names) {
            ALL.put(
                    name,
                    (value, arguments, run) -> comparison.holds(
                            value, arguments.checked(run, name, "other").required(run, name, 0, "other"), run));
        }
    }

    private static boolean remainder(Object value, Object divisor, Rendering run, long rest) {
        return Comparison.equal(Arithmetic.MODULO.apply(value, divisor, run), rest, run);
    }
}
