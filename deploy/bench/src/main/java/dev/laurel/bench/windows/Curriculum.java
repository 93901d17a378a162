package dev.laurel.bench.windows;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.laurel.bench.series.Draw;
import dev.laurel.bench.series.SourcePairs;
import dev.laurel.schema.PreferencePair;

/**
 * Which pairs come in which window.
 *
 * @param left of each source, by its name, the pairs that no window brings
 */
record Curriculum(List<Night> nights, Map<String, List<PreferencePair>> left) {

    /** The source that stands for all of them. */
    static final String MIX = "mix";

    /** The pairs of one window. */
    record Night(String source, List<PreferencePair> pairs) {}

    /** @throws IllegalArgumentException if the plan names an unknown source, or one that has too few pairs */
    static Curriculum of(List<SourcePairs> sources, List<String> plan, int pairsPerWindow) {
        Draw draw = new Draw(sources);
        List<Night> nights = plan.stream()
                .map(source -> new Night(
                        source, source.equals(MIX) ? draw.mix(pairsPerWindow) : draw.take(source, pairsPerWindow)))
                .toList();
        return new Curriculum(nights, draw.names().stream().collect(Collectors.toMap(Function.identity(), draw::left)));
    }

    /** The first window that brings pairs of a source. */
    int firstWindow(String source) {
        for (int i = 0; i < nights.size(); i++) {
            if (nights.get(i).pairs().stream()
                    .anyMatch(pair -> pair.getSource().getSystem().equals(source))) {
                return i + 1;
            }
        }
        throw new NoSuchElementException("no window brings pairs of source " + source);
    }

    /** Names of the sources that windows bring, in the order in which they come. */
    List<String> sources() {
        return nights.stream()
                .flatMap(night -> night.pairs().stream())
                .map(pair -> pair.getSource().getSystem())
                .distinct()
                .toList();
    }
}
