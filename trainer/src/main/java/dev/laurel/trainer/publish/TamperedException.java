package dev.laurel.trainer.publish;

/** A file of the store is not the one that was written: its digest is not that of the manifest. */
public final class TamperedException extends RuntimeException {

    public TamperedException(String message) {
        super(message);
    }
}
