package dev.laurel.command.offline;

/** Files or options do not allow what was asked; the message says which and what would. */
public final class OfflineException extends RuntimeException {

    public OfflineException(String message) {
        super(message);
    }

    public OfflineException(String message, Throwable cause) {
        super(message, cause);
    }
}
