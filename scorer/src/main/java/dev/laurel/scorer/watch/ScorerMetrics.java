package dev.laurel.scorer.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * What the scorer tells about itself, all names in one place.
 *
 * <p>Kafka Streams' own poll and process ratios read differently here: scoring happens inside poll.
 */
public final class ScorerMetrics {

    private final MeterRegistry registry;
    private final DistributionSummary responses;
    private final DistributionSummary tokens;
    private final Timer modelTime;
    private final Timer latency;
    private final Map<String, AtomicInteger> versions = new ConcurrentHashMap<>();

    public ScorerMetrics(MeterRegistry registry) {
        this.registry = registry;
        responses = DistributionSummary.builder("laurel.scorer.batch.responses")
                .description("Responses in the batch of one poll")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        tokens = DistributionSummary.builder("laurel.scorer.batch.tokens")
                .description("Tokens scored in the batch of one poll")
                .register(registry);
        modelTime = Timer.builder("laurel.scorer.batch.time")
                .description("Time to format and score the batch of one poll")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        latency = Timer.builder("laurel.scorer.latency")
                .description("From the response's event_time to its scored record, before the commit")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    /** One poll's responses were scored. */
    public void batch(int size, long tokensScored, Duration took) {
        responses.record(size);
        tokens.record(tokensScored);
        modelTime.record(took);
    }

    /** A scored record was written. */
    public void scored(String line, Instant eventTime, Instant now) {
        registry.counter("laurel.scorer.scored", "line", line).increment();
        latency.record(Duration.between(eventTime, now));
    }

    /** A record went to the dead-letter topic. */
    public void deadLetter(String reason) {
        Counter.builder("laurel.scorer.dead.letters")
                .description("Responses that went to the dead-letter topic")
                .tag("reason", reason)
                .register(registry)
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

    private AtomicInteger versionGauge(String line) {
        return registry.gauge("laurel.scorer.version", Tags.of("line", line), new AtomicInteger());
    }
}
