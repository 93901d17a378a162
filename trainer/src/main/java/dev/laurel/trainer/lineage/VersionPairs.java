package dev.laurel.trainer.lineage;

import java.time.Instant;
import java.util.List;

/**
 * The pairs of a version's window.
 *
 * @param erased pairs that are no longer in its archives
 * @param gaps archives that could not be read, and why
 */
public record VersionPairs(String line, int version, List<UsedPair> pairs, List<Erased> erased, List<String> gaps) {

    /** A pair that was erased. */
    public record Erased(String pairId, String erasure, Instant at) {}

    public VersionPairs {
        pairs = List.copyOf(pairs);
        erased = List.copyOf(erased);
        gaps = List.copyOf(gaps);
    }
}
