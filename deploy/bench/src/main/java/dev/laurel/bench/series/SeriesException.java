package dev.laurel.bench.series;

/** An experiment did not come to its end; the message says at which window, and why. */
public final class SeriesException extends RuntimeException {

    public SeriesException(String message) {
        super(message);
    }

    public SeriesException(String message, Throwable cause) {
        super(message, cause);
    }
}
