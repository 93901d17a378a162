package dev.laurel.ingest;

import java.time.Duration;

/**
 * What bounds the join of feedback with its prompt.
 *
 * @param timeToLive how long after it was last heard of an id is forgotten
 * @param longestWait how long feedback waits for what it refers to, before it is set aside
 */
public record JoinLimits(Duration timeToLive, Duration longestWait) {

    public JoinLimits {
        positive("time to live of an id", timeToLive);
        positive("longest wait of feedback", longestWait);
    }

    private static void positive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " is not positive: " + duration);
        }
    }
}
