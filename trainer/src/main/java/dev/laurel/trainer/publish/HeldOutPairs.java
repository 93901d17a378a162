package dev.laurel.trainer.publish;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.laurel.schema.PairSource;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.window.SizeLimit;

/**
 * The pairs that all versions of a line held out together, without those that were withdrawn since; of more text than is to be held, without the oldest. Versions
 * are added in their order. Not safe for many threads.
 */
public final class HeldOutPairs {

    private static final String UNKNOWN = "unknown";

    private final Map<String, Held> held = new LinkedHashMap<>(); // the oldest first
    private final long most;
    private long characters;
    private int leftOut;

    /** @param most characters of text, in UTF-16 units; the pair that came last is held whatever it has */
    public HeldOutPairs(long most) {
        this.most = most;
    }

    private record Held(int since, PreferencePair pair) {}

    /** Adds a version's held-out pairs, after taking out those that its window withdrew. */
    public void add(int version, List<String> withdrawn, List<PreferencePair> pairs) {
        withdrawn.forEach(this::remove);
        for (PreferencePair pair : pairs) {
            Held before = held.get(pair.getPairId());
            characters += SizeLimit.characters(pair) - (before == null ? 0 : SizeLimit.characters(before.pair()));
            held.put(pair.getPairId(), new Held(before == null ? version : before.since(), pair));
        }
        while (characters > most && held.size() > 1) {
            remove(held.keySet().iterator().next());
            leftOut++;
        }
    }

    private void remove(String pairId) {
        Held before = held.remove(pairId);
        if (before != null) {
            characters -= SizeLimit.characters(before.pair());
        }
    }

    /** How many pairs were too much. */
    public int leftOut() {
        return leftOut;
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
