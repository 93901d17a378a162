package dev.laurel.schema;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a thread that an infrastructure failed is followed by another: after pauses that double, until it has failed too often without a calm between. Safe
 * for many threads.
 */
public final class RestartBackoff {

    /** Failures in a row after which it is given up. */
    public static final int MOST = 6;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration CALM = Duration.ofMinutes(10);

    private final Clock clock;
    private final int most;
    private int failures;
    private Instant last = Instant.MIN;

    public RestartBackoff(Clock clock) {
        this(clock, MOST);
    }

    /** @param most failures in a row after which it is given up */
    public RestartBackoff(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /** Counts a failure: how long to pause before the next thread; empty if there is to be none. */
    public synchronized Optional<Duration> afterFailure() {
        Instant now = clock.instant();
        failures = last.isBefore(now.minus(CALM)) ? 1 : failures + 1;
        last = now;
        return failures < most ? Optional.of(pause()) : Optional.empty();
    }

    private Duration pause() {
        int doublings = Math.min(failures - 1, Long.SIZE / 2);
        Duration pause = FIRST_PAUSE.multipliedBy(1L << doublings);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
