package dev.laurel.bench.series;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import dev.laurel.schema.PreferencePair;

/** Takes pairs out of sources, in their order and none twice. For one thread. */
public final class Draw {

    private final Map<String, List<PreferencePair>> left = new LinkedHashMap<>();

    public Draw(List<SourcePairs> sources) {
        sources.forEach(source -> left.put(source.name(), new LinkedList<>(source.pairs())));
    }

    public Set<String> names() {
        return left.keySet();
    }

    /** The next pairs of a source; throws IllegalArgumentException if there is no such source, or it has not as many left. */
    public List<PreferencePair> take(String source, int count) {
        return take(source, count, pair -> true);
    }

    /** As {@link #take(String, int)}, of those that pass a test; the others stay. */
    public List<PreferencePair> take(String source, int count, Predicate<PreferencePair> test) {
        if (!left.containsKey(source)) {
            throw new IllegalArgumentException("no source " + source + "; the sources are " + left.keySet());
        }
        List<PreferencePair> taken = new ArrayList<>();
        Iterator<PreferencePair> pairs = left.get(source).iterator();
        while (taken.size() < count && pairs.hasNext()) {
            PreferencePair pair = pairs.next();
            if (test.test(pair)) {
                taken.add(pair);
                pairs.remove();
            }
        }
        if (taken.size() < count) {
            throw new IllegalArgumentException(
                    "source " + source + " has " + taken.size() + " pairs left where " + count + " are needed");
        }
        return taken;
    }

    /** One of each source in turn, of those that have any left. */
    public List<PreferencePair> mix(int count) {
        List<PreferencePair> mixed = new ArrayList<>();
        while (mixed.size() < count) {
            int before = mixed.size();
            left.forEach((source, pairs) -> {
                if (!pairs.isEmpty() && mixed.size() < count) {
                    mixed.add(pairs.remove(0));
                }
            });
            if (mixed.size() == before) {
                throw new IllegalArgumentException(
                        "the sources have " + before + " pairs left where " + count + " are needed");
            }
        }
        return mixed;
    }

    /** What is left of a source. */
    public List<PreferencePair> left(String source) {
        return List.copyOf(left.get(source));
    }
}
