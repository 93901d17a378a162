package dev.laurel.command.demo;

import java.util.Map;

import dev.laurel.command.pairs.AccuracyTable;

/**
 * The versions of one line on the held-out pairs of windows seen so far.
 *
 * @param unusable held-out pairs that the models cannot read, because their sides become equal by truncation
 * @param languages the same on the pairs of one language, by language, where there are several
 * @param margins of the latest version, chosen minus rejected reward, by prompt, chosen and rejected response
 */
record HoldOutReport(
        String line,
        int unusable,
        AccuracyTable accuracy,
        Map<String, AccuracyTable> languages,
        Map<PairKey, Double> margins) {

    /** Which two answers to which prompt. */
    record PairKey(String prompt, String chosen, String rejected) {
        PairKey flipped() {
            return new PairKey(prompt, rejected, chosen);
        }
    }
}
