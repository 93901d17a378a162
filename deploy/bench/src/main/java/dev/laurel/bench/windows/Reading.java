package dev.laurel.bench.windows;

import java.util.List;

import dev.laurel.bench.series.Trained;
import dev.laurel.reward.RewardModel;
import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.evaluate.PairEvaluator;
import dev.laurel.reward.evaluate.PairScore;

/**
 * A version, and what it says of the exam and of the fixed responses.
 *
 * @param window after which, from 1
 * @param tokens trained on for it, both sides of all pairs of all steps
 * @param rewards raw, of the fixed responses
 * @param scale that maps them onto the line's reference scale
 */
record Reading(int window, Trained trained, long tokens, List<PairScore> exam, float[] rewards, RewardScale scale) {

    static Reading of(int window, Trained trained, Engine engine, Exam exam, FixedResponses responses) {
        try (RewardModel model = RewardModel.load(trained.stored().directory(), engine)) {
            return new Reading(
                    window,
                    trained,
                    trained.stored().tokens(),
                    PairEvaluator.evaluate(model, exam.pairs()),
                    model.score(responses.sequences()),
                    model.scale());
        }
    }

    /** The rewards of the fixed responses, on the reference scale. */
    double[] normalised() {
        double[] normalised = new double[rewards.length];
        for (int i = 0; i < rewards.length; i++) {
            normalised[i] = scale.normalise(rewards[i]);
        }
        return normalised;
    }
}
