package dev.laurel.bench.crash;

import java.nio.file.Path;

import dev.laurel.bench.series.SeriesSetup;

/**
 * What series is trained, and how often its trainer is killed.
 *
 * @param pairs a file of preference pairs, of which the first {@code windows * pairsPerWindow} usable ones are used
 * @param kills over all windows
 * @param seed decides the moments
 */
public record CrashOptions(Path pairs, int windows, int pairsPerWindow, int kills, long seed, SeriesSetup series) {

    public CrashOptions {
        if (windows < 1 || pairsPerWindow < 2 || kills < 0) {
            throw new IllegalArgumentException("windows below 1, pairs of a window below 2, or kills below 0: "
                    + windows + ", " + pairsPerWindow + ", " + kills);
        }
    }
}
