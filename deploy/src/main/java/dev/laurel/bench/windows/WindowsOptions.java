package dev.laurel.bench.windows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.reward.evaluate.HoldOut;

/**
 * What series is trained, and how it is judged.
 *
 * @param sources files of preference pairs, by the names of the sources
 * @param plan the source of each window, or {@code mix} for an equal share of each
 * @param holdOut the trainer's rule, which also says what else may be judged on
 * @param extra most pairs of each source that are judged on although no window brings them
 * @param responses a file of responses whose rewards are followed; nothing is followed if empty
 * @param followed how many of them
 * @param thresholds of verdicts on normalised rewards
 * @param seed decides the order of each source's pairs
 * @param trainer settings of the trainer, over its own defaults
 * @param data a new directory that is kept; a temporary one if empty
 */
public record WindowsOptions(
        Map<String, Path> sources,
        List<String> plan,
        int pairsPerWindow,
        HoldOut holdOut,
        int extra,
        Optional<Path> responses,
        int followed,
        List<Double> thresholds,
        List<Arm> arms,
        long seed,
        int maxTokens,
        EngineOptions engine,
        Map<String, String> trainer,
        Optional<Path> data) {

    public WindowsOptions {
        plan = List.copyOf(plan);
        thresholds = List.copyOf(thresholds);
        arms = List.copyOf(arms);
        trainer = Map.copyOf(trainer);
        if (plan.isEmpty() || arms.isEmpty() || pairsPerWindow < 2 || extra < 0 || followed < 1) {
            throw new IllegalArgumentException(
                    "no windows or ways to train them, or pairs of a window below 2, extra pairs below 0 or responses"
                            + " below 1: " + plan + ", " + arms + ", " + pairsPerWindow + ", " + extra + ", "
                            + followed);
        }
    }
}
