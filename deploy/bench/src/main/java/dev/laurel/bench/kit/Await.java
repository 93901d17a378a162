package dev.laurel.bench.kit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions, and not for ever. */
public final class Await {

    private static final Duration POLL = Duration.ofMillis(200);

    private Await() {}

    /**
     * Returns once the condition holds.
     *
     * @throws IllegalStateException naming what did not come about in time
     */
    public static void until(String what, Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited " + patience.toMinutes() + " minutes for " + what);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
