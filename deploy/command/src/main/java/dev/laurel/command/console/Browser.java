package dev.laurel.command.console;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The browser of the person at this machine, if there is one. */
public final class Browser {

    private static final long MOST_SECONDS = 5;

    private Browser() {}

    /** Opens a file; whether that seems to have worked. */
    public static boolean open(Path file) {
        String address = file.toUri().toString();
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")) {
            return run(List.of("open", address));
        }
        return byDesktop(file) || hasScreen() && run(List.of("xdg-open", address));
    }

    private static boolean byDesktop(Path file) {
        try {
            if (GraphicsEnvironment.isHeadless()
                    || !Desktop.isDesktopSupported()
                    || !Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
                return false;
            }
            Desktop.getDesktop().browse(file.toUri());
            return true;
        } catch (IOException | UnsupportedOperationException | LinkageError e) { // a Java without a desktop's libraries
            return false;
        }
    }

    /** Without one xdg-open starts a browser in the terminal, if anything. */
    private static boolean hasScreen() {
        return System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    }

    /** Whether the program exists and ends well, or has not ended after a few seconds, as a browser may that it has become. */
    static boolean run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return !process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
