package dev.laurel.trainer.line;

import java.util.List;

import dev.laurel.trainer.window.Notice;
import dev.laurel.trainer.window.SizeLimit;

/**
 * How much of the line makes a window: fewer than {@code min} pairs are left to gather, more than {@code max} to the next window, and so is text beyond so many
 * characters. A pair of more than its share of these, by the fewest pairs, is set aside: of such pairs a window would be full before it is one.
 */
public record WindowLimits(int min, int max, long characters) {

    private static final int PIECE = 10_000; // pairs
    private static final int PIECES = 8; // of a window's text

    public WindowLimits {
        if (min < 2 || max < min) {
            throw new IllegalArgumentException("a window has at least 2 pairs and min-pairs <= max-pairs: min-pairs="
                    + min + ", max-pairs=" + max);
        }
        if (characters < min) {
            throw new IllegalArgumentException(
                    "a window of min-pairs=" + min + " cannot be of max-characters=" + characters);
        }
    }

    /** The same with another upper bound, which may be below the lower one's default but not below 2. */
    WindowLimits upTo(int pairs) {
        return new WindowLimits(Math.min(min, pairs), pairs, characters);
    }

    /** Says that a request with {@link #upTo} lowers what makes a window, where it does. */
    List<Notice> notices(int pairs) {
        return pairs >= min
                ? List.of()
                : List.of(new Notice(
                        Notice.Kind.FEWER_PAIRS,
                        "max_pairs=%d is below the %d pairs that otherwise make a window: %d make this one"
                                .formatted(pairs, min, pairs)));
    }

    /** What one reading takes. */
    SizeLimit reading() {
        return new SizeLimit(max, characters, longestPair());
    }

    /** What one reading of many takes that only count, beside a window perhaps. */
    SizeLimit piece() {
        return new SizeLimit(PIECE, Math.max(1, characters / PIECES), longestPair());
    }

    private int longestPair() {
        return (int) Math.min(Integer.MAX_VALUE, characters / min);
    }
}
