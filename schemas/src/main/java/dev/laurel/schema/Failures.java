package dev.laurel.schema;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.errors.ApiException;

/** Exceptions as logs show them: by their classes, and in the words of those only that speak of the infrastructure. Others may quote a record. */
public final class Failures {

    private static final int DEEPEST = 10;

    private Failures() {}

    /** The exception and its causes, from the outermost. */
    public static String shown(Throwable failure) {
        List<String> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null && chain.size() < DEEPEST; cause = cause.getCause()) {
            chain.add(shownAlone(cause));
        }
        return String.join(", because of ", chain);
    }

    private static String shownAlone(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        if (failure instanceof ApiException) {
            return name + ": " + failure.getMessage();
        }
        StackTraceElement[] stack = failure.getStackTrace();
        return stack.length == 0 ? name : name + " at " + stack[0];
    }
}
