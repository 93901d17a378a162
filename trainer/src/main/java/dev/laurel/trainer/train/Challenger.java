package dev.laurel.trainer.train;

import java.util.List;

import dev.laurel.reward.evaluate.PairScore;

/**
 * A model that was trained from another one and scored beside it.
 *
 * @param parentDigest digest of the weights it was trained from
 * @param weightDigest digest of its own
 * @param training what it was trained on
 * @param heldOut what both were scored on, as {@code parentScores} and {@code scores} are ordered
 */
public record Challenger(
        String parentDigest,
        String weightDigest,
        Examples training,
        Examples heldOut,
        List<PairScore> parentScores,
        List<PairScore> scores,
        List<StepRecord> steps,
        double trainingSeconds,
        double evaluatingSeconds) {}
