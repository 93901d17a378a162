package dev.laurel.schema.accept;

import java.util.Optional;

/** The numbers from outside, each with its bounds, within which float32 arithmetic on them stays finite and exact enough. */
public enum Range {
    /** By how much one answer is better, in units of reward; a loss grows by at most so much. */
    MARGIN(-1e3, 1e3),
    /** A score on its source's own scale, and the ends of such a scale. */
    SCORE(-1e9, 1e9),
    /** A reward that a model of Laurel gave. */
    REWARD(-1e9, 1e9),
    /** How clear a preference was. */
    STRENGTH(0, 1),
    /** Weight of a pair in the loss; 1/C(K,2) of the largest ranking is well above the smallest. */
    PAIR_WEIGHT(1e-9, 1e3),
    /** Place at which an answer was shown, from 0. */
    POSITION(0, 1e6),
    /** A model version, from 1. */
    MODEL_VERSION(1, Integer.MAX_VALUE),
    /** Candidates a group will have. */
    GROUP_SIZE(1, 1e4),
    /** Which attempt at a prompt it is, from 1. */
    ATTEMPT(1, 1e6);

    private final double least;
    private final double greatest;

    Range(double least, double greatest) {
        this.least = least;
        this.greatest = greatest;
    }

    public double least() {
        return least;
    }

    public double greatest() {
        return greatest;
    }

    public boolean holds(double value) {
        return least <= value && value <= greatest; // false for NaN
    }

    /** What is wrong with a number, to be read after the field; empty if nothing is. */
    public Optional<String> problem(double value) {
        return holds(value)
                ? Optional.empty()
                : Optional.of("%s is not from %s to %s".formatted(shown(value), shown(least), shown(greatest)));
    }

    private static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e10
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
