package dev.laurel.stack.child;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Main class of every child process: runs another main class and halts this JVM as soon as the parent is gone.
 *
 * <p>The parent holds the other end of standard input and never writes to it. However the parent ends, the kernel
 * closes its end, and reading here meets the end of the stream. The halt is immediate, without shutdown hooks: a
 * parent that dies without closing its children has crashed, and so do they.
 */
public final class Guarded {

    /** Exit status of a child that outlived its parent. */
    public static final int PARENT_GONE = 86;

    private Guarded() {}

    /** Runs the main class named by the first argument, with the remaining arguments. */
    public static void main(String[] arguments) throws Throwable {
        Thread guard = new Thread(Guarded::haltAtEndOfInput, "parent-guard");
        guard.setDaemon(true);
        guard.start();
        try {
            Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void haltAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // whatever arrives means no more than that the parent lives
            }
        } catch (IOException e) {
            // an unreadable input is a closed one
        }
        Runtime.getRuntime().halt(PARENT_GONE);
    }
}
