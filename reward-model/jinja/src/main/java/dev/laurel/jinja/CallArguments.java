package dev.laurel.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arguments written in a call: {@code (a, *b, c=d, **e)}. */
record CallArguments(List<Positional> positional, List<Keyword> keyword) {

    static final CallArguments NONE = new CallArguments(List.of(), List.of());

    /** One argument by place; {@code spread} for {@code *value}. */
    record Positional(Expression value, boolean spread) {}

    /** One argument by name; without a name for {@code **value}. */
    record Keyword(String name, Expression value) {}

    Arguments evaluate(Scope scope, Rendering run) {
        if (positional.isEmpty() && keyword.isEmpty()) {
            return Arguments.NONE;
        }
        List<Object> values = new ArrayList<>();
        for (Positional argument : positional) {
            Object value = run.evaluate(argument.value(), scope);
            if (argument.spread()) {
                values.addAll(Values.elements(value, run));
            } else {
                values.add(value);
            }
        }
        Map<String, Object> named = new LinkedHashMap<>();
        for (Keyword argument : keyword) {
            Object value = run.evaluate(argument.value(), scope);
            if (!argument.name().isEmpty()) {
                named.put(argument.name(), value);
            } else if (value instanceof Map<?, ?> map) {
                map.forEach((key, element) -> named.put(Values.text(key, run), element));
            } else {
                throw run.failure("argument after ** must be a mapping, not " + Values.typeName(value));
            }
        }
        return new Arguments(values, named);
    }
}
