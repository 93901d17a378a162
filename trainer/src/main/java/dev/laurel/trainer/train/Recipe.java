package dev.laurel.trainer.train;

import dev.laurel.reward.train.SeveralJudges;
import dev.laurel.reward.train.TrainingOptions;

/**
 * How challengers are trained.
 *
 * @param first from the base model, which knows nothing of rewards yet
 * @param continued from a champion, gently, so that a window adds to what was learned instead of replacing it
 * @param severalJudges what pairs of the same two answers weigh
 */
public record Recipe(TrainingOptions first, TrainingOptions continued, SeveralJudges severalJudges) {

    /** Share of the learning rate that continued training uses unless told otherwise. */
    public static final double GENTLY = 0.1;

    public TrainingOptions options(boolean fromChampion) {
        return fromChampion ? continued : first;
    }
}
