package dev.laurel.reward.evaluate;

import java.util.ArrayList;
import java.util.List;

import dev.laurel.reward.RewardModel;
import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.TokenSequence;

/** Scores both sides of preference pairs with a reward model. */
public final class PairEvaluator {

    private PairEvaluator() {}

    /** The scores of all pairs, in their order. */
    public static List<PairScore> evaluate(RewardModel model, List<EncodedPair> pairs) {
        List<TokenSequence> sides = new ArrayList<>(2 * pairs.size());
        pairs.forEach(pair -> sides.add(pair.chosen()));
        pairs.forEach(pair -> sides.add(pair.rejected()));
        float[] rewards = model.score(sides); // (2P,) chosen first
        List<PairScore> scores = new ArrayList<>(pairs.size());
        for (int i = 0; i < pairs.size(); i++) {
            scores.add(new PairScore(rewards[i], rewards[pairs.size() + i]));
        }
        return scores;
    }
}
