package dev.laurel.jinja;

import java.util.HashMap;
import java.util.Map;

/** The variables visible at a place: its own, then those of the scopes around it. Assignments stay in the innermost scope. */
final class Scope {

    private final Scope outer;
    private final Map<String, Object> variables;

    private Scope(Scope outer, HashMap<String, Object> variables) {
        this.outer = outer;
        this.variables = variables;
    }

    Scope(Scope outer) {
        this(outer, new HashMap<>());
    }

    Scope(Scope outer, Map<String, ?> variables) {
        this(outer, new HashMap<>(variables));
    }

    static Scope of(Map<String, ?> variables) {
        return new Scope(null, variables);
    }

    Object get(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Object value = scope.variables.get(name);
            if (value != null || scope.variables.containsKey(name)) {
                return value;
            }
        }
        return new Undefined("'" + name + "' is undefined");
    }

    void set(String name, Object value) {
        variables.put(name, value);
    }
}
