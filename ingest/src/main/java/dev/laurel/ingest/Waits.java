package dev.laurel.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** How many records wait for something, and since when the oldest does, over all tasks of this instance. Safe for many threads. */
final class Waits {

    private final Map<String, Wait> tasks = new ConcurrentHashMap<>();

    /** What waits in one task. */
    static final class Wait {

        private final AtomicLong count = new AtomicLong();
        private volatile Optional<Instant> oldest = Optional.empty();

        void is(long now) {
            count.set(now);
        }

        void added() {
            count.incrementAndGet();
        }

        void removed() {
            count.decrementAndGet();
        }

        void oldest(Optional<Instant> since) {
            oldest = since;
        }
    }

    /** @param what it is that is waited for, in a word */
    Waits(MeterRegistry meters, String what) {
        Gauge.builder("laurel.ingest.waiting", this, Waits::count)
                .description("Records that wait for what they refer to")
                .tag("for", what)
                .register(meters);
        Gauge.builder("laurel.ingest.waiting.age", this, Waits::seconds)
                .description("How long the oldest of them has waited")
                .baseUnit("seconds")
                .tag("for", what)
                .register(meters);
    }

    Wait of(String task) {
        return tasks.computeIfAbsent(task, name -> new Wait());
    }

    void forget(String task) {
        tasks.remove(task);
    }

    private double count() {
        return tasks.values().stream().mapToLong(wait -> wait.count.get()).sum();
    }

    private double seconds() {
        Instant now = Clock.systemUTC().instant();
        return tasks.values().stream()
                .flatMap(wait -> wait.oldest.stream())
                .mapToDouble(since -> Duration.between(since, now).toMillis() / 1e3)
                .max()
                .orElse(0);
    }
}
