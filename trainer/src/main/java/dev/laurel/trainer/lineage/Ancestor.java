package dev.laurel.trainer.lineage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.laurel.trainer.window.OffsetSpan;

/**
 * One version in a line of descent.
 *
 * @param parent the version it was trained from; empty where it was the base model
 * @param window the offsets of the pairs topic whose pairs it brought
 * @param withdrawnSince ids of pairs it was trained on whose feedback was taken back since
 * @param erased ids of pairs that were erased from its archives
 * @param gaps archives that could not be read, and why
 */
public record Ancestor(
        int version,
        Optional<Integer> parent,
        String weightDigest,
        Instant createdAt,
        boolean promoted,
        String reason,
        String topicId,
        List<OffsetSpan> window,
        int trained,
        int replayed,
        int heldOut,
        List<String> withdrawnSince,
        List<String> erased,
        List<String> gaps) {

    public Ancestor {
        window = List.copyOf(window);
        withdrawnSince = List.copyOf(withdrawnSince);
        erased = List.copyOf(erased);
        gaps = List.copyOf(gaps);
    }
}
