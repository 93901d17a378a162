package dev.laurel.trainer.train;

/** A window that ended without a version, for a reason that people can act on; the champion stays. */
public final class TrainingFailedException extends RuntimeException {

    public TrainingFailedException(String message) {
        super(message);
    }
}
