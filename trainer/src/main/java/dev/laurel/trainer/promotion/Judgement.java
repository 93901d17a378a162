package dev.laurel.trainer.promotion;

import java.util.List;
import java.util.Optional;

import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.reward.evaluate.Bootstrap.Interval;
import dev.laurel.reward.evaluate.Calibration;
import dev.laurel.reward.evaluate.Evaluation;
import dev.laurel.reward.evaluate.Histogram;
import dev.laurel.reward.evaluate.LengthBias;
import dev.laurel.reward.evaluate.Temperature;

/**
 * A challenger beside the champion on the same held-out pairs of all windows.
 *
 * @param rival the champion that the challenger was held against; empty where there was none and the base model stood in
 * @param pairs pairs compared
 * @param prompts prompts that they belong to
 * @param difference accuracy of the challenger minus that of the champion, paired
 * @param confidence of all intervals but those of the slices' differences; all are over prompts
 * @param best the best of the versions that led to the champion, where that is not the champion itself
 * @param drift how the challenger departs from the champion; absent where there was none
 * @param slices the same comparison on parts of the pairs
 * @param sliceConfidence of the slices' differences, so high that none of them is beyond its interval by chance more often than one figure would be at
 *     {@code confidence}
 * @param rewards of the held-out answers
 */
public record Judgement(
        Optional<Integer> rival,
        int pairs,
        int prompts,
        Standing champion,
        Standing challenger,
        Interval difference,
        double confidence,
        Optional<Best> best,
        Optional<Drift> drift,
        List<Slice> slices,
        double sliceConfidence,
        Rewards rewards) {

    public Judgement {
        slices = List.copyOf(slices);
    }

    /**
     * One model's figures.
     *
     * @param temperature what its margins are divided by to be probabilities; absent where the pairs do not determine it, and in judgements of earlier trainers
     */
    public record Standing(
            Evaluation evaluation,
            Interval accuracy,
            Calibration calibration,
            Optional<Temperature> temperature,
            LengthBias length) {}

    /**
     * An earlier champion on the same pairs.
     *
     * @param difference accuracy of the challenger minus that of this one, paired
     */
    public record Best(int version, Interval accuracy, Interval difference) {}

    /**
     * The pairs that have something in common.
     *
     * @param by what: {@code source}, {@code tenant}, {@code language}, {@code length} (tokens of the longer side) or {@code age} (the version whose window
     *     brought them)
     * @param counts whether it has prompts enough for the gate to look at it
     * @param difference accuracy of the challenger minus that of the champion, paired
     */
    public record Slice(
            String by,
            String name,
            int pairs,
            int prompts,
            boolean counts,
            Standing champion,
            Standing challenger,
            Interval difference) {}

    /**
     * Challenger minus champion, on the same pairs.
     *
     * @param loss mean of −log σ(margin)
     * @param shorterAccuracy accuracy where the shorter side was chosen; absent where there is no such pair
     * @param longerPreferred absent where no pair of earlier windows has sides that differ in length
     * @param verdicts at each active threshold
     */
    public record Drift(
            Interval calibrationError,
            Interval brier,
            Interval loss,
            Optional<Interval> shorterAccuracy,
            Optional<Longer> longerPreferred,
            Optional<Anchors> anchors,
            List<Verdicts> verdicts) {

        public Drift {
            verdicts = List.copyOf(verdicts);
        }
    }

    /**
     * How often the longer side has the higher reward, on pairs of unequal length that earlier windows brought: a window in which the longer answer always wins
     * must not be its own yardstick.
     *
     * @param people share of the pairs in which people chose the longer side
     * @param challenger share of the pairs in which the challenger prefers it
     * @param growth of that share since the champion
     */
    public record Longer(double people, double challenger, Interval growth) {}

    /**
     * The rewards of the line's anchors, before they are brought to the reference scale.
     *
     * @param texts answers scored by both models
     * @param agreement Spearman's ρ of both models' rewards
     */
    public record Anchors(int texts, RewardScale champion, RewardScale challenger, double agreement) {}

    /**
     * Held-out answers that are accepted where their reward on the reference scale is at least the threshold.
     *
     * @param answers chosen and rejected ones
     * @param flips share of them that champion and challenger decide differently
     * @param corrections share of them that the challenger decides as people did, and the champion did not
     * @param wrong share of them that the champion decides as people did, and the challenger does not
     */
    public record Verdicts(double threshold, int answers, double flips, double corrections, Interval wrong) {}

    /** Rewards of the held-out answers on the reference scale, in the same bins for both models. */
    public record Rewards(Sides champion, Sides challenger) {}

    /** Rewards of the chosen and of the rejected answers. */
    public record Sides(Histogram chosen, Histogram rejected) {}

    /** Whom the challenger was held against, in words. */
    public String rivalName() {
        return rival.map(version -> "version " + version).orElse("the base model");
    }
}
