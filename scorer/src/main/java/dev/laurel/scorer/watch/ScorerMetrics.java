package dev.laurel.scorer.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.laurel.service.metrics.Meters;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * What the scorer tells about itself, all names in one place.
 *
 * <p>Kafka Streams' own poll and process ratios read differently here: scoring happens inside poll.
 */
public final class ScorerMetrics {

    private static final double MILLIS = 1_000;

    /** What took longer counts as so long: timers add up nanoseconds in a long, which a history scored anew would overflow within days. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final MeterRegistry registry;
    private final Meters meters;
    private final DistributionSummary responses;
    private final DistributionSummary tokens;
    private final Timer modelTime;
    private final Timer latency;
    private final Timer queueWait;
    private final AtomicLong lag = new AtomicLong(); // in milliseconds
    private final Map<String, AtomicInteger> versions = new ConcurrentHashMap<>();

    public ScorerMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.meters = new Meters(registry);
        responses = meters.summary("laurel.scorer.batch.responses", "Responses in the batch of one poll");
        tokens = DistributionSummary.builder("laurel.scorer.batch.tokens")
                .description("Tokens scored in the batch of one poll")
                .register(registry);
        modelTime = meters.timer("laurel.scorer.batch.time", "Time to format and score the batch of one poll");
        queueWait = meters.timer(
                "laurel.scorer.queue.wait", "From the response record's timestamp to the poll that took it");
        Gauge.builder("laurel.scorer.lag", lag, millis -> millis.get() / MILLIS)
                .description("Age of the oldest response of the last poll; 0 if the poll found none")
                .baseUnit("seconds")
                .register(registry);
        latency = meters.timer(
                "laurel.scorer.latency", "From the response's event_time to its scored record, before the commit");
    }

    /** The responses of a poll had waited so long, each from its record's timestamp to the poll; at least one. */
    public void waited(List<Duration> waits) {
        waits.forEach(wait -> queueWait.record(measurable(wait)));
        lag.set(within(Collections.max(waits), Duration.ofMillis(Long.MAX_VALUE))
                .toMillis());
    }

    /** A poll found nothing: nobody waits. */
    public void idle() {
        lag.set(0);
    }

    /** A challenger scored along. */
    public void shadowed(String line, int size) {
        registry.counter("laurel.scorer.shadowed", "line", line).increment(size);
    }

    /** One poll's responses were scored. */
    public void batch(int size, long tokensScored, Duration took) {
        responses.record(size);
        tokens.record(tokensScored);
        modelTime.record(took);
    }

    /** A scored record was written. */
    public void scored(String line, boolean answerUnread, Instant eventTime, Instant now) {
        registry.counter("laurel.scorer.scored", "line", line).increment();
        if (answerUnread) {
            registry.counter("laurel.scorer.answer.unread", "line", line).increment();
        }
        latency.record(measurable(Duration.between(eventTime, now)));
    }

    private static Duration measurable(Duration duration) {
        return within(duration, LONGEST);
    }

    private static Duration within(Duration duration, Duration most) {
        Duration upTo = duration.compareTo(most) < 0 ? duration : most;
        return upTo.isNegative() ? Duration.ZERO : upTo;
    }

    /** A record went to the dead-letter topic. */
    public void deadLetter(String reason) {
        meters.counter("laurel.scorer.dead.letters", "Responses that went to the dead-letter topic", "reason", reason)
                .increment();
    }

    /** A version became active. */
    public void activated(String line, int version) {
        versions.computeIfAbsent(line, this::versionGauge).set(version);
        registry.counter("laurel.scorer.swaps", "line", line).increment();
    }

    /** A version could not be used. */
    public void refused(String line) {
        registry.counter("laurel.scorer.refused", "line", line).increment();
    }

    /** A group of candidates gathers. */
    public void groupOpened() {
        meters.counter("laurel.scorer.groups.opened", "Groups of candidates whose first candidate came")
                .increment();
    }

    /** A group of candidates was written. */
    public void groupClosed(String by) {
        meters.counter(
                        "laurel.scorer.groups.closed",
                        "Groups of candidates that were written, by what ended them",
                        "by",
                        by)
                .increment();
    }

    /** A candidate did not count: it was repeated, late, or said something impossible of its group. */
    public void candidateAside(String reason) {
        meters.counter("laurel.scorer.candidates.aside", "Candidates that did not count", "reason", reason)
                .increment();
    }

    private AtomicInteger versionGauge(String line) {
        return registry.gauge("laurel.scorer.version", Tags.of("line", line), new AtomicInteger());
    }
}
