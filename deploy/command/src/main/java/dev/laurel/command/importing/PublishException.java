package dev.laurel.command.importing;

/** An import stopped because its records could not be sent. Imported again, what had been sent is recognised and dropped. */
public final class PublishException extends RuntimeException {

    public PublishException(String message, Throwable cause) {
        super(message, cause);
    }
}
