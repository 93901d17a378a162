package dev.laurel.stack;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells for how long a process that is starting has done nothing: its log has not grown, and it has hardly computed. A slow machine makes a start long, but
 * not silent. For one thread.
 */
final class StartWatch {

    /** A JVM that only waits computes a hundredth of the time; one that starts, more than this even beside others. */
    private static final double BUSY = 0.05;

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final LongSupplier logSize;
    private final Supplier<Duration> computed;
    private long size;
    private Duration before = Duration.ZERO;
    private Duration measuredAt = Duration.ZERO;
    private Duration activeAt = Duration.ZERO;

    /**
     * @param logSize of the process, in bytes
     * @param computed time of the processor that it has used
     */
    StartWatch(LongSupplier logSize, Supplier<Duration> computed) {
        this.logSize = logSize;
        this.computed = computed;
        this.size = logSize.getAsLong();
    }

    /** Looks at a process of this age; returns for how long it has done nothing. */
    Duration quiet(Duration age) {
        long now = logSize.getAsLong();
        if (now != size) {
            size = now;
            activeAt = age;
        }
        Duration interval = age.minus(measuredAt);
        if (interval.compareTo(INTERVAL) >= 0) {
            Duration all = computed.get();
            if (all.minus(before).toNanos() >= BUSY * interval.toNanos()) {
                activeAt = age;
            }
            before = all;
            measuredAt = age;
        }
        return age.minus(activeAt);
    }
}
