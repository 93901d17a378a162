package dev.laurel.trainer.publish;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which versions keep their weights: the newest, and all that were ever promoted, which includes the champion and those it descends from. The others keep everything
 * but their weights, because replay, hold-out, lineage and reports read it, and it is small.
 *
 * @param newest how many of the newest versions keep their weights in any case
 */
public record Retention(int newest) {

    public Retention {
        if (newest < 1) {
            throw new IllegalArgumentException("retention of fewer than 1 version's weights: " + newest);
        }
    }

    /** The versions whose weights may go. */
    List<StoredVersion> expendable(List<StoredVersion> versions, Optional<Integer> champion) {
        Set<Integer> kept = ancestry(versions, champion);
        versions.stream()
                .map(StoredVersion::number)
                .sorted((a, b) -> b - a)
                .limit(newest)
                .forEach(kept::add);
        return versions.stream()
                .filter(version -> !kept.contains(version.number()) && !version.wasPromoted())
                .toList();
    }

    private static Set<Integer> ancestry(List<StoredVersion> versions, Optional<Integer> champion) {
        Map<Integer, StoredVersion> byNumber =
                versions.stream().collect(Collectors.toMap(StoredVersion::number, Function.identity()));
        Set<Integer> ancestry = new HashSet<>();
        Optional<Integer> next = champion;
        while (next.isPresent() && ancestry.add(next.get())) {
            next = Optional.ofNullable(byNumber.get(next.get()))
                    .flatMap(version -> version.manifest().parentVersion());
        }
        return ancestry;
    }
}
