package dev.laurel.reward.evaluate;

/** The rewards of both sides of a preference pair. */
public record PairScore(float chosen, float rejected) {

    /** Chosen minus rejected reward. */
    public double margin() {
        return (double) chosen - rejected;
    }

    /** Whether the chosen side has the higher reward; a tie is wrong, as TRL counts it. */
    public boolean correct() {
        return chosen > rejected;
    }
}
