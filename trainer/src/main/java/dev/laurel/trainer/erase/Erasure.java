package dev.laurel.trainer.erase;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.trainer.publish.ErasureRecord;
import dev.laurel.trainer.request.Requester;

/**
 * A request to erase one person's conversations, and what came of it.
 *
 * @param subject pseudonym of the person; see {@link Pseudonyms}
 * @param pseudonyms revision of the pseudonym; 0 in erasures of earlier trainers
 * @param claimed whether nothing but the actor's own word says who asked
 * @param completedAt when no archive had such a pair any more; empty while it is under way
 * @param versions the versions that had used such pairs; complete once the erasure is
 * @param windowsLetGo unfinished windows with such pairs, which were let go
 * @param problems what stands in the way; it is tried again at the next start
 */
public record Erasure(
        String id,
        String tenant,
        String subject,
        int pseudonyms,
        String reason,
        String actor,
        Boolean claimed,
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
        claimed = claimed == null || claimed; // what earlier trainers recorded is no better known
        versions = List.copyOf(versions);
        problems = List.copyOf(problems);
        if (reason.isBlank() || actor.isBlank()) {
            throw new IllegalArgumentException("an erasure needs \"reason\" and \"actor\"");
        }
    }

    static Erasure requested(String id, String tenant, String subject, Requester claim, Instant requestedAt) {
        return new Erasure(
                id,
                tenant,
                subject,
                Pseudonyms.REVISION,
                claim.reason(),
                claim.actor(),
                true,
                requestedAt,
                Optional.empty(),
                List.of(),
                0,
                List.of());
    }

    Erasure completed(Instant at, List<Used> used, int letGo) {
        return ended(Optional.of(at), used, letGo, List.of());
    }

    Erasure stuck(List<Used> used, int letGo, List<String> why) {
        return ended(Optional.empty(), used, letGo, why);
    }

    private Erasure ended(Optional<Instant> at, List<Used> used, int letGo, List<String> why) {
        return new Erasure(id, tenant, subject, pseudonyms, reason, actor, claimed, requestedAt, at, used, letGo, why);
    }

    /** What is written beside the archives, before it is known which. */
    ErasureRecord order() {
        return new ErasureRecord(id, requestedAt, actor, claimed, reason, subject, Map.of());
    }
}
