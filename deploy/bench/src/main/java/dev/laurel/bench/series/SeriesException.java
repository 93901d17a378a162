package dev.laurel.bench.series;

import dev.laurel.command.console.CommandException;

/** An experiment did not come to its end; the message says at which window, and why. */
public final class SeriesException extends CommandException {

    public SeriesException(String message) {
        super(message);
    }

    public SeriesException(String message, Throwable cause) {
        super(message, cause);
    }
}
