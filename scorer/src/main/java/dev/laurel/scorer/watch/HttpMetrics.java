package dev.laurel.scorer.watch;

import java.time.Duration;
import java.util.function.Supplier;

import dev.laurel.service.metrics.Meters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What the HTTP side of the scorer tells about itself, all names in one place. */
public final class HttpMetrics {

    private final Meters meters;
    private final DistributionSummary responses;
    private final DistributionSummary tokens;
    private final Timer queueWait;
    private final Timer modelTime;
    private final Counter deadlines;
    private final Counter cancelled;

    public HttpMetrics(MeterRegistry registry) {
        this.meters = new Meters(registry);
        responses = meters.summary("laurel.scorer.http.batch.responses", "Responses in a batch across HTTP requests");
        tokens = meters.summary("laurel.scorer.http.batch.tokens", "Tokens in a batch across HTTP requests");
        queueWait = meters.timer("laurel.scorer.http.queue.wait", "From a response's tokens being there to its batch");
        modelTime = meters.timer("laurel.scorer.http.batch.time", "Time to score a batch across HTTP requests");
        deadlines = meters.counter(
                "laurel.scorer.http.deadlines", "Requests whose deadline passed before they were answered");
        cancelled = meters.counter(
                "laurel.scorer.http.cancelled", "Requests whose client had gone before they were answered");
    }

    /** Tokens that wait for a batch. */
    public void queuedTokens(Supplier<Number> waiting) {
        meters.gauge("laurel.scorer.http.queued.tokens", "Tokens that wait for a batch", waiting);
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
        meters.counter("laurel.scorer.http.refused", "Requests refused because too much was waiting")
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
        meters.counter(
                        "laurel.scorer.http.verdicts",
                        "Verdicts given over HTTP",
                        "policy",
                        policy,
                        "decision",
                        decision)
                .increment();
    }
}
