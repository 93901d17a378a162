package dev.laurel.bench.overhead;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import dev.laurel.bench.series.BaseChoice;
import dev.laurel.reward.engine.EngineOptions;

/**
 * What windows are trained.
 *
 * @param pairs a file of preference pairs
 * @param windows how many windows it is divided into
 * @param trainer settings of the trainer, over its own defaults
 * @param data a new directory that is kept; a temporary one if empty
 */
public record OverheadOptions(
        Path pairs,
        int windows,
        double holdOut,
        BaseChoice base,
        EngineOptions engine,
        Map<String, String> trainer,
        Optional<Path> data) {

    public OverheadOptions {
        trainer = Map.copyOf(trainer);
        if (windows < 1) {
            throw new IllegalArgumentException("windows below 1: " + windows);
        }
    }
}
