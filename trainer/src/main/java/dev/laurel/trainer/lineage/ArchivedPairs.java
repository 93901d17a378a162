package dev.laurel.trainer.lineage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.lineage.UsedPair.Use;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.publish.TamperedException;
import dev.laurel.trainer.window.WindowArchive;

/**
 * The pairs of one version by what it did with them, as far as its archives can be read.
 *
 * @param gaps which could not, and why
 */
record ArchivedPairs(Map<Use, List<PreferencePair>> pairs, List<String> gaps) {

    private static final Map<String, Use> USES = Map.of(
            WindowArchive.TRAINING,
            Use.TRAINED,
            WindowArchive.REPLAY,
            Use.REPLAYED,
            WindowArchive.HELD_OUT,
            Use.HELD_OUT);

    static ArchivedPairs of(StoredVersion version) {
        Map<Use, List<PreferencePair>> pairs = new TreeMap<>();
        List<String> gaps = new ArrayList<>();
        for (Use use : Use.values()) {
            pairs.put(use, List.of());
        }
        for (String name : version.manifest().data().archives().keySet()) {
            if (!USES.containsKey(name)) {
                continue;
            }
            try {
                pairs.put(USES.get(name), version.archive(name));
            } catch (IOException | TamperedException e) {
                gaps.add("version " + version.number() + ": " + e.getMessage());
            }
        }
        return new ArchivedPairs(pairs, gaps);
    }

    List<String> ids(Use use) {
        return pairs.get(use).stream().map(PreferencePair::getPairId).toList();
    }

    boolean hold(String pairId) {
        return pairs.values().stream().flatMap(List::stream).anyMatch(pair -> pair.getPairId()
                .equals(pairId));
    }
}
