package dev.laurel.bench.series;

/**
 * A version that came out of a window.
 *
 * @param promoted what the gate decided
 * @param reason the gate's
 * @param seconds from the request to the end of the window
 */
public record Trained(int version, boolean promoted, String reason, double seconds, StoredVersion stored) {}
