package dev.laurel.trainer.lineage;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one line did with one pair.
 *
 * @param events ids of the feedback it rests on; empty where the pair was erased
 * @param trained versions whose window brought it and that trained on it
 * @param replayed versions that trained on it again
 * @param inherited versions that descend from those, and have its effect through their ancestors alone
 * @param judged versions that were judged on it
 * @param withdrawn versions whose window took it back
 * @param erased versions whose archives it was erased from
 */
public record PairTrace(
        String line,
        String pairId,
        SortedSet<String> events,
        SortedSet<Integer> trained,
        SortedSet<Integer> replayed,
        SortedSet<Integer> inherited,
        SortedSet<Integer> judged,
        SortedSet<Integer> withdrawn,
        SortedSet<Integer> erased) {

    static PairTrace empty(String line, String pairId) {
        return new PairTrace(
                line,
                pairId,
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>());
    }

    /** What a line did with the pairs that were looked for, and what could not be looked at. */
    public record Traces(String line, List<PairTrace> pairs, List<String> gaps) {

        public Traces {
            pairs = List.copyOf(pairs);
            gaps = List.copyOf(gaps);
        }
    }
}
