package dev.laurel.jinja;

import java.util.HashMap;
import java.util.Map;

/** The one value templates may change: {@code namespace(a=1)}, then {@code set ns.a = 2}. */
final class Namespace implements Attributed {

    private final Map<String, Object> values = new HashMap<>();

    @Override
    public Object attribute(String name) {
        return values.containsKey(name) ? values.get(name) : new Undefined("namespace has no attribute '" + name + "'");
    }

    void set(String name, Object value) {
        values.put(name, value);
    }
}
