package dev.laurel.scorer.watch;

import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What the verifier's policies tell about themselves, all names in one place. */
public final class PolicyMetrics {

    private final Counter refused;
    private final Counter reloads;
    private final AtomicInteger inForce = new AtomicInteger();
    private final AtomicInteger good = new AtomicInteger(1);

    public PolicyMetrics(MeterRegistry registry) {
        refused = Counter.builder("laurel.scorer.policies.refused")
                .description("Contents of the policy file that could not be used")
                .register(registry);
        reloads = Counter.builder("laurel.scorer.policies.reloads")
                .description("Contents of the policy file that came into force")
                .register(registry);
        Gauge.builder("laurel.scorer.policies", inForce, AtomicInteger::get)
                .description("Policies in force")
                .register(registry);
        Gauge.builder("laurel.scorer.policies.good", good, AtomicInteger::get)
                .description("1 if the policy file's present content is in force, 0 if it cannot be used")
                .register(registry);
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
