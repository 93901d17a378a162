package dev.laurel.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A running child process: awaited until ready, watched until it ends, stopped on request. It ends with this JVM in any
 * case; see {@link dev.laurel.stack.child.Guarded}.
 */
final class Child {

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);
    private static final Duration RECORDING = Duration.ofSeconds(60);
    private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(15);

    private final Launch launch;
    private final Process process;
    private final long startedAt = System.nanoTime();
    private final Consumer<StackEvent> listener;
    private final long logStart;
    private final StartWatch watch;
    private Duration nextSign = BETWEEN_SIGNS;
    private volatile boolean stopping;
    private volatile boolean ready;

    private Child(Launch launch, Process process, Consumer<StackEvent> listener, long logStart) {
        this.launch = launch;
        this.process = process;
        this.listener = listener;
        this.logStart = logStart;
        this.watch = new StartWatch(
                () -> launch.log().toFile().length(),
                () -> process.info().totalCpuDuration().orElse(Duration.ZERO));
    }

    /** Starts the process; {@code listener} will hear of its readiness and its end. */
    static Child start(Launch launch, Consumer<StackEvent> listener) {
        ProcessBuilder builder = new ProcessBuilder(command(launch.writeArguments()))
                .directory(launch.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
        builder.environment().putAll(launch.environment());
        try {
            long logStart = launch.log().toFile().length();
            Child child = new Child(launch, builder.start(), listener, logStart);
            child.process.onExit().thenRun(child::reportDeath);
            return child;
        } catch (IOException e) {
            throw new StackException(launch.part().label() + " cannot be started: " + Plain.reason(e), e);
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
     * @param limit how long it may take, however busy it is
     * @throws StackException if it has ended instead, has had its time, or does nothing
     */
    boolean isReady(Duration limit) {
        Duration age = age();
        if (launch.ready().getAsBoolean()) {
            ready = true;
            listener.accept(new StackEvent.Ready(launch.part(), age));
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
        if (age.compareTo(nextSign) > 0) {
            nextSign = age.plus(BETWEEN_SIGNS);
            listener.accept(new StackEvent.Waiting(launch.part(), age));
        }
        Duration quiet = watch.quiet(age);
        if (age.compareTo(limit) > 0) {
            throw notReady(age, "has had its time (more: --timeout)");
        }
        if (quiet.compareTo(launch.patience()) > 0) {
            throw notReady(age, "has done nothing for " + quiet.toSeconds() + " s");
        }
        return false;
    }

    private StackException notReady(Duration age, String why) {
        String last = LastWords.of(launch.log(), logStart)
                .map(words -> "; it said last: " + words)
                .orElse("");
        return new StackException("%s is not ready after %d s and %s%s; its log is %s"
                .formatted(launch.part().label(), age.toSeconds(), why, last, launch.log()));
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Asks the process to end; {@link #awaitEnd} waits for it. */
    void stop() {
        stopping = process.isAlive();
        if (stopping) {
            listener.accept(new StackEvent.Stopping(launch.part(), records()));
        }
        process.destroy();
    }

    /** Waits for the end of the process and kills it after {@code limit}. */
    void awaitEnd(Duration limit) {
        boolean interrupted = false;
        boolean killed = false;
        try {
            killed = !process.waitFor(patience(limit).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
            killed = true;
        }
        if (killed) {
            process.destroyForcibly();
        }
        process.onExit().join();
        launch.archive().ended(ready && stopping && !killed);
        if (stopping) {
            listener.accept(new StackEvent.Stopped(launch.part()));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** To write an archive takes longer than to end. */
    private Duration patience(Duration limit) {
        return records() ? limit.plus(RECORDING) : limit;
    }

    private boolean records() {
        return launch.archive().recording().isPresent();
    }

    private void reportDeath() {
        if (!stopping) {
            listener.accept(died());
        }
    }

    private StackEvent.Died died() {
        return new StackEvent.Died(
                launch.part(), process.exitValue(), launch.log(), LastWords.of(launch.log(), logStart));
    }
}
