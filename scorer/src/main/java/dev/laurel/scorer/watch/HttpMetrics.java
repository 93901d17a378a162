package dev.laurel.scorer.watch;

import java.time.Duration;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What the HTTP side of the scorer tells about itself, all names in one place. */
public final class HttpMetrics {

    private final MeterRegistry registry;
    private final DistributionSummary responses;
    private final DistributionSummary tokens;
    private final Timer queueWait;
    private final Timer modelTime;
    private final Counter deadlines;
    private final Counter cancelled;

    public HttpMetrics(MeterRegistry registry) {
        this.registry = registry;
        responses = DistributionSummary.builder("laurel.scorer.http.batch.responses")
                .description("Responses in a batch across HTTP requests")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        tokens = DistributionSummary.builder("laurel.scorer.http.batch.tokens")
                .description("Tokens in a batch across HTTP requests")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        queueWait = Timer.builder("laurel.scorer.http.queue.wait")
                .description("From a response's tokens being there to its batch")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        modelTime = Timer.builder("laurel.scorer.http.batch.time")
                .description("Time to score a batch across HTTP requests")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        deadlines = Counter.builder("laurel.scorer.http.deadlines")
                .description("Requests whose deadline passed before they were answered")
                .register(registry);
        cancelled = Counter.builder("laurel.scorer.http.cancelled")
                .description("Requests whose client had gone before they were answered")
                .register(registry);
    }

    /** Tokens that wait for a batch. */
    public void queuedTokens(Supplier<Number> waiting) {
        Gauge.builder("laurel.scorer.http.queued.tokens", waiting)
                .description("Tokens that wait for a batch")
                .register(registry);
    }

    /** A batch was scored. */
    public void batch(int size, long tokensScored, Duration took) {
        responses.record(size);
        tokens.record(tokensScored);
        modelTime.record(took);
    }

    /** A response came into a batch. */
    public void waited(Duration wait) {
        queueWait.record(wait);
    }

    /** A request was refused because too much was waiting already. */
    public void refused() {
        Counter.builder("laurel.scorer.http.refused")
                .description("Requests refused because too much was waiting")
                .register(registry)
                .increment();
    }

    public void deadlinePassed() {
        deadlines.increment();
    }

    public void cancelled() {
        cancelled.increment();
    }

    /** A verdict was given over HTTP. */
    public void verdict(String policy, String decision) {
        Counter.builder("laurel.scorer.http.verdicts")
                .description("Verdicts given over HTTP")
                .tag("policy", policy)
                .tag("decision", decision)
                .register(registry)
                .increment();
    }
}
