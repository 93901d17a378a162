package dev.laurel.trainer.window;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.laurel.schema.Line;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.window.Reread.PlacedPair;

/**
 * What the records of a window come to for one line: the pairs that stand at its end. A withdrawal takes its pair out, a later record of the same pair
 * replaces it, even one that cannot be trained on. The records of a pair are in one partition and therefore arrive in their order. Not safe for many threads.
 */
final class PairLedger {

    private static final Comparator<PlacedPair> BY_OFFSET =
            Comparator.comparingInt(PlacedPair::partition).thenComparingLong(PlacedPair::offset);

    private final Line line;
    private final Predicate<PreferencePair> leftOut;
    private final boolean checked;
    private final int longest;
    private final Map<String, PlacedPair> standing = new LinkedHashMap<>();
    private final Set<String> withdrawn = new LinkedHashSet<>();
    private final UntrainablePairs.Collector setAside = new UntrainablePairs.Collector();
    private int ofOtherLines;
    private int erased;
    private long characters;

    /**
     * @param leftOut which records of the line do not count, because their subject has asked for erasure
     * @param reading revision of {@link PairCheck}; 0 takes every pair, as earlier trainers did
     * @param longest characters of a pair above which it is set aside
     */
    PairLedger(Line line, Predicate<PreferencePair> leftOut, int reading, int longest) {
        this.line = line;
        this.leftOut = leftOut;
        this.checked = reading > 0;
        this.longest = longest;
    }

    void add(int partition, long offset, PreferencePair pair) {
        if (!line.serves(pair.getTenant(), pair.getTask())) {
            ofOtherLines++;
        } else if (leftOut.test(pair)) {
            erased++;
        } else if (pair.getOperation() == PairOperation.PUBLISH) {
            publish(new PlacedPair(partition, offset, pair));
        } else {
            remove(pair.getPairId());
            withdrawn.add(pair.getPairId());
        }
    }

    private void publish(PlacedPair placed) {
        String id = placed.pair().getPairId();
        Optional<UntrainablePairs.Pair> problem =
                checked ? PairCheck.problem(placed.pair(), longest) : Optional.empty();
        if (problem.isPresent()) {
            remove(id);
            setAside.add(problem.get());
        } else {
            withdrawn.remove(id);
            remove(id);
            standing.put(id, placed);
            characters += SizeLimit.characters(placed.pair());
        }
    }

    private void remove(String id) {
        PlacedPair before = standing.remove(id);
        if (before != null) {
            characters -= SizeLimit.characters(before.pair());
        }
    }

    int size() {
        return standing.size();
    }

    /** Characters of all pairs that stand. */
    long characters() {
        return characters;
    }

    /** The pairs that stand, by partition and offset, whatever order the partitions were read in. */
    List<PreferencePair> pairs() {
        return placed().stream().map(PlacedPair::pair).toList();
    }

    /** The same with their places. */
    List<PlacedPair> placed() {
        return standing.values().stream().sorted(BY_OFFSET).toList();
    }

    /** Ids of the pairs that are withdrawn at the end, published inside this window or before it. */
    List<String> withdrawn() {
        return List.copyOf(withdrawn);
    }

    /** Pairs that were published and cannot be trained on. */
    UntrainablePairs setAside() {
        return setAside.done();
    }

    int ofOtherLines() {
        return ofOtherLines;
    }

    int erased() {
        return erased;
    }
}
