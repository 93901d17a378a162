package dev.laurel.trainer.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.laurel.schema.accept.Shown;

/**
 * Pairs of a window that cannot be trained on: each costs itself and nothing else.
 *
 * @param counts how many there are, by reason
 * @param pairs the first of them, at most {@value #NAMED}
 */
public record UntrainablePairs(Map<String, Integer> counts, List<Pair> pairs) {

    public static final UntrainablePairs NONE = new UntrainablePairs(Map.of(), List.of());

    private static final int NAMED = 1_000;

    /**
     * One of them.
     *
     * @param pairId as {@link Shown} writes it, without the quotes
     * @param reason what of it is wrong in general: the name of a {@link PairCheck.Fault}, or how the formatting calls it
     * @param detail the field and its value; never the text of a conversation
     */
    public record Pair(String pairId, String reason, String detail) {

        public static Pair of(String pairId, String reason, String detail) {
            String shown = Shown.of(pairId);
            return new Pair(shown.substring(1, shown.length() - 1), reason, detail);
        }

        @Override
        public String toString() {
            return "pair \"" + pairId + "\": " + detail;
        }
    }

    public UntrainablePairs {
        counts = counts == null ? Map.of() : new TreeMap<>(counts);
        pairs = pairs == null ? List.of() : List.copyOf(pairs);
    }

    /** These, and after them those that the formatting refuses. */
    public UntrainablePairs and(UntrainablePairs more) {
        Collector all = new Collector();
        all.add(this);
        all.add(more);
        return all.done();
    }

    public int all() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Gathers them one by one. For one thread. */
    public static final class Collector {

        private final Map<String, Integer> counts = new TreeMap<>();
        private final List<Pair> pairs = new ArrayList<>();

        public void add(Pair pair) {
            counts.merge(pair.reason(), 1, Integer::sum);
            name(pair);
        }

        void add(UntrainablePairs some) {
            some.counts().forEach((reason, count) -> counts.merge(reason, count, Integer::sum));
            some.pairs().forEach(this::name);
        }

        private void name(Pair pair) {
            if (pairs.size() < NAMED) {
                pairs.add(pair);
            }
        }

        public UntrainablePairs done() {
            return new UntrainablePairs(counts, pairs);
        }
    }
}
