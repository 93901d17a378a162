package dev.laurel.reward.text.jinja;

import java.util.List;

/** An immutable Python tuple. */
record Tuple(List<Object> items) {

    static Tuple of(Object first, Object second) {
        return new Tuple(Values.list(first, second));
    }
}
