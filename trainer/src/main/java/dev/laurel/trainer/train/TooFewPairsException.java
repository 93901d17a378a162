package dev.laurel.trainer.train;

/** A window that is not made yet, because pairs or prompts are too few; they are left to gather, and nothing is wrong. */
public final class TooFewPairsException extends RuntimeException {

    public TooFewPairsException(String message) {
        super(message);
    }
}
