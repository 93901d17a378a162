package dev.laurel.jinja;

import java.util.List;

/**
 * An immutable Python tuple.
 *
 * @param names by which its items can be read too; none for most
 */
record Tuple(List<Object> items, List<String> names) {

    Tuple(List<Object> items) {
        this(items, List.of());
    }

    static Tuple of(Object first, Object second) {
        return new Tuple(Values.list(first, second));
    }
}
