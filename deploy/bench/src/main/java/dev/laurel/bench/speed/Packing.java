package dev.laurel.bench.speed;

import dev.laurel.bench.kit.Spread;

/**
 * Packed batches, which hold no padding, against padded ones, in real tokens a second: padding counts as work, not as a token.
 *
 * @param source of the lengths
 * @param meanTokens of a sequence
 * @param longest tokens of the longest sequence
 * @param batch sequences of a padded batch; in training half as many pairs, which also make a packed step
 */
public record Packing(
        String source,
        int pairs,
        double meanTokens,
        int longest,
        int batch,
        Arrangements scoring,
        Arrangements training) {

    /**
     * @param padded batches in order of arrival
     * @param sorted padded batches of sequences sorted by length
     * @param overPadded how many times as fast packed batches are
     */
    public record Arrangements(
            Arrangement packed, Arrangement padded, Arrangement sorted, Spread overPadded, Spread overSorted) {}

    /** @param tokensPerReal tokens computed for one that is real */
    public record Arrangement(Spread tokensPerSecond, double tokensPerReal) {}
}
