package dev.laurel.command.console;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicReference;

/** What is said when Ctrl-C ends a command whose work goes on elsewhere; nothing once it is closed. */
public final class DetachNotice implements AutoCloseable {

    private final AtomicReference<String> words = new AtomicReference<>("");
    private final Thread hook;

    public DetachNotice(PrintWriter err) {
        hook = new Thread(
                () -> {
                    if (!words.get().isEmpty()) {
                        err.println();
                        err.println(words.get());
                        err.flush();
                    }
                },
                "farewell");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    public void say(String line) {
        words.set(line);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is on its way down, and it has been said
        }
    }
}
