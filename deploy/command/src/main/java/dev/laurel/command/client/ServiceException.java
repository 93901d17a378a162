package dev.laurel.command.client;

/** A service answered with a problem, or not at all. */
public final class ServiceException extends RuntimeException {

    private final int status;

    /** @param status the HTTP status; 0 if there was no answer */
    public ServiceException(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
