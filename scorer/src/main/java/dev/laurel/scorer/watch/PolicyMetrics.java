package dev.laurel.scorer.watch;

import java.util.concurrent.atomic.AtomicInteger;

import dev.laurel.service.metrics.Meters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What the verifier's policies tell about themselves, all names in one place. */
public final class PolicyMetrics {

    private final Counter refused;
    private final Counter reloads;
    private final AtomicInteger inForce = new AtomicInteger();
    private final AtomicInteger good = new AtomicInteger(1);

    public PolicyMetrics(MeterRegistry registry) {
        Meters meters = new Meters(registry);
        refused =
                meters.counter("laurel.scorer.policies.refused", "Contents of the policy file that could not be used");
        reloads = meters.counter("laurel.scorer.policies.reloads", "Contents of the policy file that came into force");
        meters.gauge("laurel.scorer.policies", "Policies in force", inForce, AtomicInteger::get);
        meters.gauge(
                "laurel.scorer.policies.good",
                "1 if the policy file's present content is in force, 0 if it cannot be used",
                good,
                AtomicInteger::get);
    }

    /** Another content came into force. */
    public void taken(int policies) {
        reloads.increment();
        inForce.set(policies);
    }

    public void refused() {
        refused.increment();
    }

    /** Whether the file's present content is in force. */
    public void good(boolean isGood) {
        good.set(isGood ? 1 : 0);
    }
}
