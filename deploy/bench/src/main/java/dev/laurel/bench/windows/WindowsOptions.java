package dev.laurel.bench.windows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.bench.series.SeriesSetup;
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
 * @param full windows, from 1, after which everything so far is trained on from the base model; all if empty
 * @param seed decides the order of each source's pairs
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
        List<Integer> full,
        long seed,
        SeriesSetup series) {

    public WindowsOptions {
        plan = List.copyOf(plan);
        thresholds = List.copyOf(thresholds);
        arms = List.copyOf(arms);
        full = List.copyOf(full);
        int windows = plan.size();
        if (full.stream().anyMatch(window -> window < 1 || window > windows)) {
            throw new IllegalArgumentException("full retraining after windows " + full + " of " + windows);
        }
        if (plan.isEmpty() || arms.isEmpty() || pairsPerWindow < 2 || extra < 0 || followed < 1) {
            throw new IllegalArgumentException(
                    "no windows or ways to train them, or pairs of a window below 2, extra pairs below 0 or responses"
                            + " below 1: " + plan + ", " + arms + ", " + pairsPerWindow + ", " + extra + ", "
                            + followed);
        }
    }

    boolean trains(Arm arm, int window) {
        return arm != Arm.FULL || full.isEmpty() || full.contains(window);
    }
}
