package dev.laurel.trainer.publish;

/** Another trainer has begun to work on the line; this one may no longer announce anything of it. */
public final class LineTakenOverException extends RuntimeException {

    public LineTakenOverException(String line, Throwable cause) {
        super("another trainer has taken over line " + line + "; nothing was announced by this one", cause);
    }
}
