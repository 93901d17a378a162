package dev.laurel.ingest;

/** Ingest cannot work as it is configured; the message says what is missing and where it was looked for. */
final class RefusedStartException extends RuntimeException {

    RefusedStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
