package dev.laurel.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntConsumer;

import dev.laurel.ingest.ledger.Slice;

import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Forgets what nothing was written to for its time to live, a slice at a time. Between two slices Kafka Streams commits, so that no
 * transaction holds more than one slice however much there is; a sweep that is interrupted begins anew. For one task's thread.
 */
final class Sweep<P> {

    /** In number and in time each slice is a small part of what a transaction may take. */
    static final int SLICE = 10_000;

    private static final int CHECKS_PER_LIFE = 100;
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration SLICE_TIME = Duration.ofMillis(200);
    private static final Duration BETWEEN_SLICES = Duration.ofSeconds(1);

    private final ProcessorContext<?, ?> context;
    private final Forgetting<P> forgetting;
    private final Duration timeToLive;
    private final IntConsumer forgotten;

    private Optional<P> from = Optional.empty();
    private Optional<Cancellable> unfinished = Optional.empty();

    /** Forgets what was last written to before a time. */
    interface Forgetting<P> {

        /**
         * @param from where to begin; empty for the beginning
         * @param most how much to look at
         * @param longest how long to look at most; something is always looked at
         */
        Slice<P> forget(Instant limit, Optional<P> from, int most, Duration longest);
    }

    private Sweep(
            ProcessorContext<?, ?> context, Forgetting<P> forgetting, Duration timeToLive, IntConsumer forgotten) {
        this.context = context;
        this.forgetting = forgetting;
        this.timeToLive = timeToLive;
        this.forgotten = forgotten;
    }

    /** @param forgotten hears how many were forgotten */
    static <P> void schedule(
            ProcessorContext<?, ?> context, Forgetting<P> forgetting, Duration timeToLive, IntConsumer forgotten) {
        Sweep<P> sweep = new Sweep<>(context, forgetting, timeToLive, forgotten);
        context.schedule(interval(timeToLive), PunctuationType.WALL_CLOCK_TIME, sweep::begin);
    }

    /** How often to look for what is to be forgotten. */
    static Duration interval(Duration timeToLive) {
        Duration interval = timeToLive.dividedBy(CHECKS_PER_LIFE);
        return interval.compareTo(SHORTEST_INTERVAL) < 0 ? SHORTEST_INTERVAL : interval;
    }

    private void begin(long now) {
        if (unfinished.isEmpty()) {
            slice(now);
        }
    }

    private void slice(long now) {
        Instant limit = Instant.ofEpochMilli(now).minus(timeToLive);
        Slice<P> slice = forgetting.forget(limit, from, SLICE, SLICE_TIME);
        forgotten.accept(slice.forgotten());
        from = slice.rest();
        if (from.isEmpty()) {
            unfinished.ifPresent(Cancellable::cancel);
            unfinished = Optional.empty();
        } else if (unfinished.isEmpty()) {
            unfinished = Optional.of(context.schedule(BETWEEN_SLICES, PunctuationType.WALL_CLOCK_TIME, this::slice));
        }
    }
}
