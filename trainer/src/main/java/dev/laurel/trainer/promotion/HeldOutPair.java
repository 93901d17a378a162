package dev.laurel.trainer.promotion;

import java.util.Map;

/**
 * What a judgement needs to know of a held-out pair.
 *
 * @param prompt the same for all pairs of a prompt
 * @param chosenTokens tokens of prompt and chosen answer
 * @param rejectedTokens tokens of prompt and rejected answer
 * @param fresh whether the challenger's own window brought it
 * @param slices the slice that it is in, by what makes the slices: {@code language} to {@code en}
 */
public record HeldOutPair(
        String prompt, int chosenTokens, int rejectedTokens, boolean fresh, Map<String, String> slices) {

    public HeldOutPair {
        slices = Map.copyOf(slices);
    }

    /** Tokens of the chosen minus those of the rejected side. */
    int lengthDifference() {
        return chosenTokens - rejectedTokens;
    }
}
