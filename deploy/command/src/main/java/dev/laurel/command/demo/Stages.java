package dev.laurel.command.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Runs the demo's stages one after the other, says so, and keeps their times. */
final class Stages {

    /** A stage that has ended. */
    record Stage(String name, double seconds) {}

    private final PrintStream out;
    private final List<Stage> ended = new ArrayList<>();

    Stages(PrintStream out) {
        this.out = out;
    }

    <T> T run(String name, Callable<T> work) throws Exception {
        out.printf("%-58s", name);
        out.flush();
        long start = System.nanoTime();
        T result = work.call();
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        ended.add(new Stage(name, seconds));
        out.printf("%6.1f s%n", seconds);
        return result;
    }

    List<Stage> ended() {
        return List.copyOf(ended);
    }
}
