package dev.laurel.jinja;

import java.util.List;
import java.util.Map;

/** The arguments of a call, as given. */
record Arguments(List<Object> positional, Map<String, Object> keyword) {

    static final Arguments NONE = new Arguments(List.of(), Map.of());

    /** These arguments, checked: no more than these parameters, no keyword but these. */
    Arguments checked(Rendering run, String function, String... parameters) {
        if (positional.size() > parameters.length) {
            throw run.failure(
                    function + "() takes at most " + parameters.length + " arguments, got " + positional.size());
        }
        List<String> known = List.of(parameters);
        for (String name : keyword.keySet()) {
            int index = known.indexOf(name);
            if (index < 0) {
                throw run.failure(function + "() has no argument '" + name + "'");
            }
            if (index < positional.size()) {
                throw run.failure(function + "() got argument '" + name + "' twice");
            }
        }
        return this;
    }

    boolean has(int index, String name) {
        return index < positional.size() || keyword.containsKey(name);
    }

    Object get(int index, String name, Object otherwise) {
        if (index < positional.size()) {
            return positional.get(index);
        }
        return keyword.containsKey(name) ? keyword.get(name) : otherwise;
    }

    Object required(Rendering run, String function, int index, String name) {
        if (!has(index, name)) {
            throw run.failure(function + "() needs the argument '" + name + "'");
        }
        return get(index, name, null);
    }

    String text(Rendering run, String function, int index, String name) {
        if (required(run, function, index, name) instanceof String text) {
            return text;
        }
        throw run.failure(
                function + "() needs a string as '" + name + "', got " + Values.typeName(get(index, name, null)));
    }

    long integer(Rendering run, String function, int index, String name, long otherwise) {
        Object value = get(index, name, otherwise);
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (value instanceof Long number) {
            return number;
        }
        throw run.failure(function + "() needs an integer as '" + name + "', got " + Values.typeName(value));
    }

    boolean flag(int index, String name, boolean otherwise) {
        return Values.truth(get(index, name, otherwise));
    }

    /** All but the first {@code count} positional arguments, and every keyword. */
    Arguments after(int count) {
        return new Arguments(positional.subList(Math.min(count, positional.size()), positional.size()), keyword);
    }
}
