package dev.laurel.schema;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a thread that an infrastructure failed is followed by another: after pauses that double, until it has failed too often without a calm between. Safe
 * for many threads.
 */
public final class Restarts {

    /** Failures in a row after which it is given up. */
    public static final int MOST = 6;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration CALM = Duration.ofMinutes(10);

    private final Clock clock;
    private int failures;
    private Instant last = Instant.MIN;

    public Restarts(Clock clock) {
        this.clock = clock;
    }

    /** Counts a failure: how long to pause before the next thread; empty if there is to be none. */
    public synchronized Optional<Duration> afterFailure() {
        Instant now = clock.instant();
        failures = last.isBefore(now.minus(CALM)) ? 1 : failures + 1;
        last = now;
        return failures < MOST ? Optional.of(FIRST_PAUSE.multipliedBy(1L << (failures - 1))) : Optional.empty();
    }
}
