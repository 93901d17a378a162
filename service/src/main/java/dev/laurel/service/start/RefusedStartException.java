package dev.laurel.service.start;

/** A service cannot work as it is configured; the message says what is missing and where it was looked for. */
public final class RefusedStartException extends RuntimeException {

    RefusedStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
