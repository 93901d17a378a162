package dev.laurel.trainer.erase;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.trainer.publish.ErasureRecord;

/**
 * A request to erase one person's conversations, and what came of it.
 *
 * @param subject pseudonym of the person; see {@link Pseudonyms}
 * @param completedAt when no archive had such a pair any more; empty while it is under way
 * @param versions the versions that had used such pairs; complete once the erasure is
 * @param windowsLetGo unfinished windows with such pairs, which were let go
 * @param problems what stands in the way; it is tried again at the next start
 */
public record Erasure(
        String id,
        String tenant,
        String subject,
        String reason,
        String actor,
        Instant requestedAt,
        Optional<Instant> completedAt,
        List<Used> versions,
        int windowsLetGo,
        List<String> problems) {

    /**
     * A version that had used the person's pairs.
     *
     * @param pairs how many there were, by archive file
     */
    public record Used(String line, int version, Map<String, Integer> pairs) {}

    public Erasure {
        versions = List.copyOf(versions);
        problems = List.copyOf(problems);
        if (reason.isBlank() || actor.isBlank()) {
            throw new IllegalArgumentException("an erasure needs \"reason\" and \"actor\"");
        }
    }

    static Erasure requested(
            String id, String tenant, String subject, String reason, String actor, Instant requestedAt) {
        return new Erasure(id, tenant, subject, reason, actor, requestedAt, Optional.empty(), List.of(), 0, List.of());
    }

    Erasure completed(Instant at, List<Used> used, int letGo) {
        return new Erasure(id, tenant, subject, reason, actor, requestedAt, Optional.of(at), used, letGo, List.of());
    }

    Erasure stuck(List<Used> used, int letGo, List<String> why) {
        return new Erasure(id, tenant, subject, reason, actor, requestedAt, Optional.empty(), used, letGo, why);
    }

    /** What is written beside the archives, before it is known which. */
    ErasureRecord order() {
        return new ErasureRecord(id, requestedAt, actor, reason, subject, Map.of());
    }
}
