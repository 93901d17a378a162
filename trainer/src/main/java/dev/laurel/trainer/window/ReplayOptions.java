package dev.laurel.trainer.window;

/**
 * How much of earlier windows is trained on beside a new one, so that the model does not forget.
 *
 * @param share of the pairs trained on that are replayed, in [0, 1); 0 for none. Half means that each batch is half new, half old
 * @param maxPairs most pairs of one window that are replayed, whatever the share would allow
 * @param maxCharacters most characters of text in them, in UTF-16 units; 0 for any number, as with earlier trainers
 */
public record ReplayOptions(double share, int maxPairs, long maxCharacters) {

    /** Trains on new pairs only. */
    public static final ReplayOptions NONE = new ReplayOptions(0, 0, 0);

    public ReplayOptions {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("share of replayed pairs outside [0, 1): " + share);
        }
        if (maxPairs < 0) {
            throw new IllegalArgumentException("most pairs replayed below 0: " + maxPairs);
        }
        if (maxCharacters < 0) {
            throw new IllegalArgumentException("most characters replayed below 0: " + maxCharacters);
        }
    }

    boolean take(long characters) {
        return maxCharacters == 0 || characters <= maxCharacters;
    }

    /** Replayed pairs that so many new ones ask for. */
    int wanted(int pairs) {
        return (int) Math.min(maxPairs, Math.round(pairs * share / (1 - share)));
    }
}
