package dev.laurel.ingest;

import java.time.Duration;

/**
 * What bounds the memory of prompts.
 *
 * @param timeToLive how long after its last record a prompt is forgotten; later retractions of its feedback are set aside
 * @param longestWait how long a record waits for what it refers to, before it is set aside
 * @param maxBytes largest entry of a ledger, which keeps changelog records within what a broker takes; what would need a larger one is set aside
 */
public record LedgerLimits(Duration timeToLive, Duration longestWait, int maxBytes) {

    public LedgerLimits {
        if (timeToLive.isNegative() || timeToLive.isZero()) {
            throw new IllegalArgumentException("time to live of a ledger is not positive: " + timeToLive);
        }
        if (longestWait.isNegative() || longestWait.isZero()) {
            throw new IllegalArgumentException("longest wait in a ledger is not positive: " + longestWait);
        }
        if (maxBytes <= 0) {
            throw new IllegalArgumentException("largest size of a ledger's entry is not positive: " + maxBytes);
        }
    }
}
