package dev.laurel.command.demo;

import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * What one of the demo's judges likes. Which of two answers it picks is a matter of chance (Bradley and Terry 1952): the further apart the answers
 * are, from plain to rich, the more often it picks the one to its taste.
 */
enum Taste {
    RICH,
    PLAIN;

    /** Log odds of one degree: neighbours are told apart in 82 of 100 judgements, the extremes in 99. */
    private static final double STEEPNESS = 1.5;

    /** Of the line that learns this taste, and of the task its pairs belong to. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param degrees by which the one answer is richer than the other, above 0 */
    boolean picksRicher(int degrees, RandomGenerator random) {
        return random.nextDouble() < (this == RICH ? toTaste(degrees) : 1 - toTaste(degrees));
    }

    /** How often the answer to this taste is picked, of two that are so many degrees apart. */
    static double toTaste(int degrees) {
        return 1 / (1 + Math.exp(-STEEPNESS * degrees));
    }
}
