package dev.laurel.command.console;

/** A command cannot do its work, for a reason that its user can mend. */
public class CommandException extends RuntimeException {

    public CommandException(String message) {
        super(message);
    }

    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
