package dev.laurel.trainer.publish;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.laurel.schema.PairSource;
import dev.laurel.schema.PreferencePair;

/**
 * The pairs that all versions of a line held out together, without those that were withdrawn since. Versions are added in their order. Not safe
 * for many threads.
 */
public final class HeldOutPairs {

    private static final String UNKNOWN = "unknown";

    private final Map<String, Held> held = new LinkedHashMap<>();

    private record Held(int since, PreferencePair pair) {}

    /** Adds a version's held-out pairs, after taking out those that its window withdrew. */
    public void add(int version, List<String> withdrawn, List<PreferencePair> pairs) {
        withdrawn.forEach(held::remove);
        for (PreferencePair pair : pairs) {
            Held before = held.get(pair.getPairId());
            held.put(pair.getPairId(), new Held(before == null ? version : before.since(), pair));
        }
    }

    public List<PreferencePair> pairs() {
        return held.values().stream().map(Held::pair).toList();
    }

    /** The version whose window brought a pair. */
    public int since(String pairId) {
        return held.get(pairId).since();
    }

    /** The slices that a pair is in: {@code source} (system and kind of the feedback), {@code tenant}, {@code language}, {@code age} (whose window brought it). */
    public Map<String, String> slices(String pairId) {
        Held of = held.get(pairId);
        PairSource source = of.pair().getSource();
        return Map.of(
                "source",
                source.getSystem() + ' ' + source.getKind().name().toLowerCase(Locale.ROOT),
                "tenant",
                of.pair().getTenant(),
                "language",
                of.pair().getLanguage().orElse(UNKNOWN),
                "age",
                "version " + of.since());
    }
}
