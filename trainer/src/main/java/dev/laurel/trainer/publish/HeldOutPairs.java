package dev.laurel.trainer.publish;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.laurel.schema.PreferencePair;

/**
 * The pairs that all versions of a line held out together, without those that were withdrawn since. Versions are added in their order. The pairs of the first one
 * are the line's anchors, whose rewards define its reference scale. Not safe for many threads.
 */
public final class HeldOutPairs {

    private final Map<String, Held> held = new LinkedHashMap<>();
    private int anchorVersion;

    private record Held(int since, PreferencePair pair) {}

    /** Adds a version's held-out pairs, after taking out those that its window withdrew. */
    public void add(int version, List<String> withdrawn, List<PreferencePair> pairs) {
        anchorVersion = anchorVersion == 0 ? version : anchorVersion;
        withdrawn.forEach(held::remove);
        for (PreferencePair pair : pairs) {
            Held before = held.get(pair.getPairId());
            held.put(pair.getPairId(), new Held(before == null ? version : before.since(), pair));
        }
    }

    public List<PreferencePair> pairs() {
        return held.values().stream().map(Held::pair).toList();
    }

    public boolean isAnchor(String pairId) {
        return held.containsKey(pairId) && held.get(pairId).since() == anchorVersion;
    }

    /** The version that brought the anchors; 0 before any was added. */
    public int anchorVersion() {
        return anchorVersion;
    }
}
