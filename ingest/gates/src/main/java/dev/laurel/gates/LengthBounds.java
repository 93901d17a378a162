package dev.laurel.gates;

/**
 * How long a text may be, in UTF-16 units.
 *
 * @param least at least
 * @param most at most
 */
record LengthBounds(int least, int most) {

    LengthBounds {
        if (least < 0 || most < 1) {
            throw new IllegalArgumentException("%,d is not positive".formatted(least < 0 ? least : most));
        }
    }

    static LengthBounds atLeast(int least) {
        return new LengthBounds(least, Integer.MAX_VALUE);
    }

    static LengthBounds atMost(int most) {
        return new LengthBounds(0, most);
    }

    boolean hold(String text) {
        return least <= text.length() && text.length() <= most;
    }
}
