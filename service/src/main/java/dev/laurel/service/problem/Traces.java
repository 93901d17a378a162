package dev.laurel.service.problem;

import java.util.IdentityHashMap;
import java.util.Map;

/** Where a failure happened, without what it says: messages of parsers and libraries repeat what they were given. */
public final class Traces {

    private static final int DEEPEST = 8;

    private Traces() {}

    /** A failure that names the types and places of {@code failure} and of its causes, and nothing else. */
    public static Throwable withoutMessages(Throwable failure) {
        return withoutMessages(failure, new IdentityHashMap<>());
    }

    private static Throwable withoutMessages(Throwable failure, Map<Throwable, Throwable> seen) {
        Trace trace = new Trace(failure);
        seen.put(failure, trace);
        Throwable cause = failure.getCause();
        if (cause != null && !seen.containsKey(cause) && seen.size() < DEEPEST) {
            trace.initCause(withoutMessages(cause, seen));
        }
        return trace;
    }

    private static final class Trace extends Throwable {

        private static final long serialVersionUID = 1;

        private final String type;

        Trace(Throwable of) {
            this.type = of.getClass().getName();
            setStackTrace(of.getStackTrace());
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }

        @Override
        public String toString() {
            return type;
        }
    }
}
