package dev.laurel.trainer.publish;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.window.Replay.Candidate;
import dev.laurel.trainer.window.WindowPairs;

/**
 * The pairs that a champion and the versions it descends from were trained on, without those that any window has withdrawn since. Pairs of versions it does not
 * descend from are none of them: the topic offers those again as new ones. The archives are read as streams, so that only ids are held for long.
 */
public final class EarlierPairs {

    private final List<StoredVersion> ancestry;
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();

    private EarlierPairs(List<StoredVersion> ancestry) {
        this.ancestry = List.copyOf(ancestry);
    }

    /**
     * Reads the archives of a champion's ancestry.
     *
     * @throws TamperedException if an archive was changed
     */
    public static EarlierPairs of(CheckpointStore store, Optional<StoredVersion> champion) throws IOException {
        EarlierPairs pairs = new EarlierPairs(store.ancestry(champion));
        Set<Integer> ancestors =
                pairs.ancestry.stream().map(StoredVersion::number).collect(Collectors.toSet());
        for (StoredVersion version : store.versions()) {
            int number = version.number();
            version.manifest().data().withdrawn().forEach(pairs.candidates::remove);
            if (ancestors.contains(number)) {
                version.training(pair -> pairs.candidates.put(pair.getPairId(), Candidate.of(number, pair)));
            }
        }
        return pairs;
    }

    /** Those that may be trained on beside a new window: neither taken back by it nor part of it. */
    public List<Candidate> beside(WindowPairs window) {
        Map<String, Candidate> left = new LinkedHashMap<>(candidates);
        window.withdrawn().forEach(left::remove);
        window.pairs().forEach(pair -> left.remove(pair.getPairId()));
        return List.copyOf(left.values());
    }

    /** The pairs themselves, in the order given. */
    public List<PreferencePair> read(List<Candidate> wanted) throws IOException {
        Set<Candidate> missing = new HashSet<>(wanted);
        Map<Candidate, PreferencePair> read = new HashMap<>();
        for (StoredVersion version : ancestry) {
            if (wanted.stream().anyMatch(candidate -> candidate.version() == version.number())) {
                version.training(pair -> {
                    Candidate candidate = Candidate.of(version.number(), pair);
                    if (missing.remove(candidate)) {
                        read.put(candidate, pair);
                    }
                });
            }
        }
        return wanted.stream().map(read::get).toList();
    }
}
