package dev.laurel.service.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import jakarta.inject.Singleton;

/** What the door counts. */
@Singleton
class DoorMetrics {

    private final MeterRegistry registry;

    DoorMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Refusal.Reason reason : Refusal.Reason.values()) {
            refused(reason, 0);
        }
    }

    void watch(BodyMemory memory) {
        Gauge.builder("laurel.http.body.memory", memory, BodyMemory::held)
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
    }

    void refused(Refusal.Reason reason) {
        refused(reason, 1);
    }

    private void refused(Refusal.Reason reason, int calls) {
        registry.counter("laurel.http.refused", "reason", reason.tag()).increment(calls);
    }
}
