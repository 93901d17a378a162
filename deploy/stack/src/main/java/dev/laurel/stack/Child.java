package dev.laurel.stack;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A running child process: awaited until ready, watched until it ends, stopped on request. It ends with this JVM in any
 * case; see {@link dev.laurel.stack.child.Guarded}.
 */
final class Child {

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);
    private static final int LAST_BYTES = 16_384;
    private static final int LAST_LINES = 10;
    private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at |\\.\\.\\. \\d+ (more|common))");

    private final Launch launch;
    private final Process process;
    private final long startedAt = System.nanoTime();
    private final Consumer<StackEvent> listener;
    private volatile boolean stopping;

    private Child(Launch launch, Process process, Consumer<StackEvent> listener) {
        this.launch = launch;
        this.process = process;
        this.listener = listener;
    }

    /** Starts the process; {@code listener} will hear of its readiness and its end. */
    static Child start(Launch launch, Consumer<StackEvent> listener) {
        ProcessBuilder builder = new ProcessBuilder(command(launch.writeArguments()))
                .directory(launch.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
        builder.environment().putAll(launch.environment());
        try {
            Child child = new Child(launch, builder.start(), listener);
            child.process.onExit().thenRun(child::reportDeath);
            return child;
        } catch (IOException e) {
            throw new StackException(launch.part().label() + " cannot be started: " + e.getMessage(), e);
        }
    }

    /**
     * A terminal sends Ctrl-C to the whole process group, children included, and they would go down in any order; the
     * shell makes them deaf to it (a JVM leaves ignored signals ignored), so that the parent stops them in turn.
     */
    private static List<String> command(Path argumentFile) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$0\" \"$@\"", java.toString(), "@" + argumentFile);
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /**
     * Whether the part is ready now; if not, spends a moment watching for its end.
     *
     * @throws StackException if it has ended instead, or has had its time
     */
    boolean isReady() {
        if (launch.ready().getAsBoolean()) {
            listener.accept(new StackEvent.Ready(launch.part(), age()));
            return true;
        }
        String part = launch.part().label();
        try {
            if (process.waitFor(BETWEEN_QUESTIONS.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StackException(stopping ? part + " was stopped" : died().toString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for " + part, e);
        }
        if (age().compareTo(launch.limit()) > 0) {
            String message = "%s is not ready after %d s; the end of %s:%n%s";
            throw new StackException(message.formatted(
                    part, launch.limit().toSeconds(), launch.log(), lastLines().indent(4)));
        }
        return false;
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Asks the process to end; {@link #awaitEnd} waits for it. */
    void stop() {
        stopping = process.isAlive();
        process.destroy();
    }

    /** Waits for the end of the process and kills it after {@code limit}. */
    void awaitEnd(Duration limit) {
        boolean interrupted = false;
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            process.destroyForcibly();
        }
        process.onExit().join();
        if (stopping) {
            listener.accept(new StackEvent.Stopped(launch.part()));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void reportDeath() {
        if (!stopping) {
            listener.accept(died());
        }
    }

    private StackEvent.Died died() {
        return new StackEvent.Died(launch.part(), process.exitValue(), launch.log(), lastLines());
    }

    /** The end of the log without the frames of stack traces. */
    private String lastLines() {
        File log = launch.log().toFile();
        try (RandomAccessFile file = new RandomAccessFile(log, "r")) {
            file.seek(Math.max(0, file.length() - LAST_BYTES));
            byte[] end = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line ->
                            !line.isBlank() && !STACK_FRAME.matcher(line).lookingAt())
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(" + log + " cannot be read: " + e.getMessage() + ")";
        }
    }
}
