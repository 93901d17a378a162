package dev.laurel.trainer.line;

/** How many pairs of the line make a window: fewer than {@code min} are left to gather, more than {@code max} to the next window. */
public record WindowBounds(int min, int max) {

    public WindowBounds {
        if (min < 2 || max < min) {
            throw new IllegalArgumentException("a window has at least 2 pairs and min-pairs <= max-pairs: min-pairs="
                    + min + ", max-pairs=" + max);
        }
    }

    /** The same with another upper bound, which may be below the lower one's default but not below 2. */
    WindowBounds upTo(int pairs) {
        return new WindowBounds(Math.min(min, pairs), pairs);
    }
}
