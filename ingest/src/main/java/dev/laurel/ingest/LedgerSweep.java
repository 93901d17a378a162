package dev.laurel.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.laurel.ingest.ledger.Slice;

import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Forgets the ledgers that nothing was written to for their time to live, a slice at a time. Between two slices Kafka Streams commits, so that no
 * transaction holds more than one slice however many ledgers there are; a sweep that is interrupted begins anew. For one task's thread.
 */
final class LedgerSweep<P> {

    /** In ledgers and in time each slice is a small part of what a transaction may take. */
    static final int SLICE = 10_000;

    private static final Duration SLICE_TIME = Duration.ofMillis(200);
    private static final Duration BETWEEN_SLICES = Duration.ofSeconds(1);

    private final ProcessorContext<?, ?> context;
    private final Forgetting<P> ledgers;
    private final LedgerLimits limits;
    private final IngestMetrics metrics;

    private Optional<P> from = Optional.empty();
    private Optional<Cancellable> unfinished = Optional.empty();

    /** Forgets ledgers that were last written to before a time. */
    interface Forgetting<P> {

        /**
         * @param from where to begin; empty for the beginning
         * @param most how much to look at
         * @param longest how long to look at most; something is always looked at
         */
        Slice<P> forget(Instant limit, Optional<P> from, int most, Duration longest);
    }

    private LedgerSweep(
            ProcessorContext<?, ?> context, Forgetting<P> ledgers, LedgerLimits limits, IngestMetrics metrics) {
        this.context = context;
        this.ledgers = ledgers;
        this.limits = limits;
        this.metrics = metrics;
    }

    static <P> void schedule(
            ProcessorContext<?, ?> context, Forgetting<P> ledgers, LedgerLimits limits, IngestMetrics metrics) {
        LedgerSweep<P> sweep = new LedgerSweep<>(context, ledgers, limits, metrics);
        context.schedule(limits.checkInterval(), PunctuationType.WALL_CLOCK_TIME, sweep::begin);
    }

    private void begin(long now) {
        if (unfinished.isEmpty()) {
            slice(now);
        }
    }

    private void slice(long now) {
        Instant limit = Instant.ofEpochMilli(now).minus(limits.timeToLive());
        Slice<P> slice = ledgers.forget(limit, from, SLICE, SLICE_TIME);
        metrics.forgotten(slice.forgotten());
        from = slice.rest();
        if (from.isEmpty()) {
            unfinished.ifPresent(Cancellable::cancel);
            unfinished = Optional.empty();
        } else if (unfinished.isEmpty()) {
            unfinished = Optional.of(context.schedule(BETWEEN_SLICES, PunctuationType.WALL_CLOCK_TIME, this::slice));
        }
    }
}
