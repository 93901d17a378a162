package dev.laurel.cli;

/** A command cannot do its work, for a reason that its user can mend. */
final class CommandException extends RuntimeException {

    CommandException(String message) {
        super(message);
    }

    CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
