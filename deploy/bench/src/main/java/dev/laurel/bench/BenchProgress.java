package dev.laurel.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

import dev.laurel.bench.kit.Progress;

import me.tongfei.progressbar.ProgressBar;

/** Tells how far a bench is, and from when the machine's speed is known, how long it will take. */
final class BenchProgress implements Progress, AutoCloseable {

    private static final long A_MINUTE = 60;

    private final PrintWriter err;
    private Optional<ProgressBar> bar = Optional.empty();
    private double done;
    private double all;

    public BenchProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void expect(double done, double all) {
        if (this.all == 0) {
            close();
            err.println("bench: " + about(Duration.ofMillis(Math.round(all * 1000)))
                    + ", judged by a forward pass on this machine");
            err.flush();
        }
        this.done = done;
        this.all = all;
    }

    @Override
    public void next(String measurement) {
        ProgressBar shown = bar.orElseGet(() -> dev.laurel.command.console.Progress.bar(
                "bench", all == 0 ? "measurements" : "expected seconds", all == 0 ? -1 : Math.round(all)));
        bar = Optional.of(shown);
        if (all > 0) {
            shown.stepTo(Math.round(done));
        }
        shown.setExtraMessage(measurement);
    }

    static String about(Duration time) {
        return time.toSeconds() < A_MINUTE
                ? "about %d seconds".formatted(Math.max(1, time.toSeconds()))
                : "about %d minutes".formatted((time.toSeconds() + A_MINUTE / 2) / A_MINUTE);
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
