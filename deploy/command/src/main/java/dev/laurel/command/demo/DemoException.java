package dev.laurel.command.demo;

/** A stage of the demo did not come to its end. */
public final class DemoException extends RuntimeException {

    DemoException(String message) {
        super(message);
    }
}
