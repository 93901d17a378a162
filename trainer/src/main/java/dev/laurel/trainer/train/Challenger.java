package dev.laurel.trainer.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.laurel.reward.evaluate.PairScore;

/**
 * A model that was trained from another one and scored beside it.
 *
 * @param model its directory
 * @param averaging how the mean with earlier versions did, where there was one; it is the challenger itself where it was chosen
 * @param parentDigest digest of the weights it was trained from
 * @param weightDigest digest of its own
 * @param training the new pairs it was trained on, and {@code replayed} those of earlier windows
 * @param heldOut what both were scored on, as {@code parentScores} and {@code scores} are ordered
 */
public record Challenger(
        Path model,
        String parentDigest,
        String weightDigest,
        Examples training,
        Examples replayed,
        Examples heldOut,
        List<PairScore> parentScores,
        List<PairScore> scores,
        Optional<Averaging> averaging,
        List<StepRecord> steps) {}
