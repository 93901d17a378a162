package dev.laurel.bench.gate;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.laurel.bench.series.SeriesSetup;

/**
 * What the gate is shown.
 *
 * @param sources files of preference pairs, by the names of the sources; the first is what champions know best, the second what a challenger
 *     learns alone
 * @param cases names of the cases to try; all if empty
 * @param championPairs pairs that champions are trained on, hold-out included; likewise {@code challengerPairs}
 * @param seed decides the order of each source's pairs
 */
public record GateOptions(
        Map<String, Path> sources,
        List<String> cases,
        int championPairs,
        int challengerPairs,
        double holdOut,
        long seed,
        SeriesSetup series) {

    public GateOptions {
        cases = List.copyOf(cases);
        if (sources.size() < 2 || championPairs < 6 || challengerPairs < 2) {
            throw new IllegalArgumentException(
                    "two sources, 6 pairs of champions and 2 of challengers are needed at least: " + sources.keySet()
                            + ", " + championPairs + ", " + challengerPairs);
        }
    }
}
