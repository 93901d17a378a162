package dev.laurel.trainer.promotion;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.reward.evaluate.PairScore;

/**
 * One model in a comparison.
 *
 * @param version its number; empty for the base model
 * @param scores of the held-out pairs, in their order
 * @param anchors of the anchors, by pair id
 * @param scale its map onto the reference scale
 */
public record Contestant(
        Optional<Integer> version, List<PairScore> scores, Map<String, PairScore> anchors, RewardScale scale) {

    public Contestant {
        scores = List.copyOf(scores);
        anchors = Map.copyOf(anchors);
    }

    boolean accepts(float reward, double threshold) {
        return scale.normalise(reward) >= threshold;
    }
}
