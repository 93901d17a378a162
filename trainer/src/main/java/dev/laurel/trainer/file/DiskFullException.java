package dev.laurel.trainer.file;

import java.io.IOException;

/** The disk of the checkpoint store has no room; the versions that are there are whole. */
public final class DiskFullException extends IOException {

    public DiskFullException(String message) {
        super(message);
    }

    public DiskFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
