package dev.laurel.jinja;

import java.util.List;

/** What {@code cycler('a', 'b')} makes: gives its values in turn. */
final class Cycler implements Attributed {

    private final List<Object> values;
    private int at;

    Cycler(List<Object> values) {
        this.values = values;
    }

    @Override
    public Object attribute(String name) {
        return switch (name) {
            case "next" ->
                (Function) (arguments, run) -> {
                    Object value = values.get(at);
                    at = (at + 1) % values.size();
                    return value;
                };
            case "reset" ->
                (Function) (arguments, run) -> {
                    at = 0;
                    return null;
                };
            case "current" -> values.get(at);
            default -> new Undefined("'Cycler' object has no attribute '" + name + "'");
        };
    }
}
