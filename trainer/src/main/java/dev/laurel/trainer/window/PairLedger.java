package dev.laurel.trainer.window;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.laurel.schema.Line;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PreferencePair;

/**
 * What the records of a window come to for one line: the pairs that stand at its end. A withdrawal takes its pair out, a later record of the same pair
 * replaces it. The records of a pair are in one partition and therefore arrive in their order. Not safe for many threads.
 */
final class PairLedger {

    private static final Comparator<Entry> BY_OFFSET =
            Comparator.comparingInt(Entry::partition).thenComparingLong(Entry::offset);

    private final Line line;
    private final Map<String, Entry> standing = new LinkedHashMap<>();
    private final Set<String> withdrawn = new LinkedHashSet<>();
    private int ofOtherLines;

    private record Entry(int partition, long offset, PreferencePair pair) {}

    PairLedger(Line line) {
        this.line = line;
    }

    void add(int partition, long offset, PreferencePair pair) {
        if (!line.serves(pair.getTenant(), pair.getTask())) {
            ofOtherLines++;
        } else if (pair.getOperation() == PairOperation.PUBLISH) {
            withdrawn.remove(pair.getPairId());
            standing.put(pair.getPairId(), new Entry(partition, offset, pair));
        } else {
            standing.remove(pair.getPairId());
            withdrawn.add(pair.getPairId());
        }
    }

    int size() {
        return standing.size();
    }

    /** The pairs that stand, by partition and offset, whatever order the partitions were read in. */
    List<PreferencePair> pairs() {
        return standing.values().stream().sorted(BY_OFFSET).map(Entry::pair).toList();
    }

    /** Ids of the pairs that are withdrawn at the end, published inside this window or before it. */
    List<String> withdrawn() {
        return List.copyOf(withdrawn);
    }

    int ofOtherLines() {
        return ofOtherLines;
    }
}
