package dev.laurel.command.console;

import java.io.PrintStream;
import java.time.Duration;

import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/** Progress for files and pipes: a line of its own, no more often than an interval; nothing of work that is shorter. For many threads. */
final class PlainLines implements ProgressBarConsumer {

    static final Duration INTERVAL = Duration.ofSeconds(15);
    static final Duration NEVER = Duration.ofDays(10_000);
    private static final int UNLIMITED = 1000;

    private final PrintStream out;
    private final Duration interval;
    private long printedAt = System.nanoTime();
    private String printed = "";
    private String latest = "";

    PlainLines(PrintStream out, Duration interval) {
        this.out = out;
        this.interval = interval;
    }

    @Override
    public int getMaxRenderedLength() {
        return UNLIMITED;
    }

    @Override
    public synchronized void accept(String line) {
        if (System.nanoTime() - printedAt >= interval.toNanos()) {
            print(line);
            printedAt = System.nanoTime();
        }
        latest = line;
    }

    /** The end of long work is told whenever it comes, and once. */
    @Override
    public synchronized void close() {
        if (!printed.isEmpty() && !printed.equals(latest)) {
            print(latest);
        }
    }

    private void print(String line) {
        printed = line;
        out.println(line);
    }

    /** {@code train: 120 of 815 steps (14 %), 0:01:10, 0:06:45 left, loss 0.61}. */
    record Renderer(String unit) implements ProgressBarRenderer {

        @Override
        public String render(ProgressState progress, int maxLength) {
            long done = progress.getCurrent();
            long all = progress.getMax();
            Duration elapsed = progress.getTotalElapsed();
            StringBuilder line = new StringBuilder(progress.getTaskName()).append(": ");
            if (done == 0 && (progress.isIndefinite() || all <= 0)) {
                line.append(clock(elapsed));
            } else if (progress.isIndefinite() || all <= 0) {
                line.append("%,d %s, %s".formatted(done, unit, clock(elapsed)));
            } else {
                line.append("%,d of %,d %s (%d %%), %s".formatted(done, all, unit, 100 * done / all, clock(elapsed)));
                if (done > 0 && done < all) {
                    line.append(", %s left"
                            .formatted(clock(elapsed.multipliedBy(all - done).dividedBy(done))));
                }
            }
            if (!progress.getExtraMessage().isEmpty()) {
                line.append(", ").append(progress.getExtraMessage());
            }
            return line.toString();
        }

        private static String clock(Duration time) {
            return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
        }
    }
}
