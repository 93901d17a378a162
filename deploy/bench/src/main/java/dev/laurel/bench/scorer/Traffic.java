package dev.laurel.bench.scorer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.laurel.bench.scorer.TrialStack.ScorerProcess;

/** Responses at a steady rate, each stamped with the moment it is sent. */
final class Traffic {

    private final TrialStack stack;
    private final Responses source;
    private final int from;
    private final double rate;
    private final int count;

    /**
     * @param from number of the first response
     * @param rate responses a second
     */
    Traffic(TrialStack stack, Responses source, int from, double rate, Duration duration) {
        this.stack = stack;
        this.source = source;
        this.from = from;
        this.rate = rate;
        this.count = Math.max(1, (int) (rate * duration.toMillis() / 1e3));
    }

    int count() {
        return count;
    }

    /** How many of them fall into the first part. */
    int warmUp(Duration part) {
        return Math.min(count - 1, (int) (rate * part.toMillis() / 1e3));
    }

    /** Sends them all while the tail reads; what it read, in the order in which it was sent. */
    List<ScoredReader.Seen> watch(ScoredReader tail, ScorerProcess scorer, Duration limit) {
        start();
        List<ScoredReader.Seen> seen = new ArrayList<>(tail.take(count, scorer, limit));
        seen.sort(Comparator.comparing(one -> one.record().getEventTime()));
        return seen;
    }

    /** Begins to send them all, in a thread of its own. */
    void start() {
        new Thread(this::send, "traffic").start();
    }

    private void send() {
        long started = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = started + (long) (i / rate * TimeUnit.SECONDS.toNanos(1));
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            stack.publish(source.get(from + i).setEventTime(Instant.now()).build());
        }
        stack.flush();
    }
}
