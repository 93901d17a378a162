package dev.laurel.bench.overhead;

import java.nio.file.Path;

import dev.laurel.bench.series.SeriesSetup;

/**
 * What windows are trained.
 *
 * @param pairs a file of preference pairs
 * @param windows how many windows it is divided into
 */
public record OverheadOptions(Path pairs, int windows, double holdOut, SeriesSetup series) {

    public OverheadOptions {
        if (windows < 1) {
            throw new IllegalArgumentException("windows below 1: " + windows);
        }
    }
}
