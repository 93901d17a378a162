package dev.laurel.trainer.promotion;

import java.util.Locale;

import dev.laurel.reward.evaluate.Evaluation;

/**
 * The rule that lets a challenger become champion: on the hold-out it is not worse than the champion by more than the margin, shown by the lower bound of
 * the difference in accuracy (a test of non-inferiority). Too few prompts make the interval wide, and then nothing is shown.
 *
 * @param margin the largest loss of accuracy that is put up with, as a share: 0.05 is five points
 */
public record Gate(double margin) {

    public Gate {
        if (!(margin >= 0 && margin <= 1)) {
            throw new IllegalArgumentException("margin of the gate outside [0, 1]: " + margin);
        }
    }

    public Decision decide(Judgement judgement) {
        Evaluation challenger = judgement.challenger().evaluation();
        if (!Double.isFinite(challenger.loss()) || !Double.isFinite(challenger.rewardMean())) {
            return new Decision(false, "held back: the challenger's rewards are not numbers");
        }
        if (challenger.rewardStd() == 0) {
            return new Decision(false, "held back: the challenger gives every answer the same reward");
        }
        boolean promoted = judgement.difference().low() >= -margin;
        return new Decision(promoted, reason(promoted, judgement));
    }

    private String reason(boolean promoted, Judgement judgement) {
        return String.format(
                Locale.ROOT,
                "%s: accuracy %.3f against %.3f of %s on %d pairs of %d prompts, difference %+.3f [%+.3f, %+.3f] at %.0f %%,"
                        + " where %+.3f is allowed",
                promoted ? "promoted" : "held back",
                judgement.challenger().evaluation().accuracy(),
                judgement.champion().evaluation().accuracy(),
                judgement.rival(),
                judgement.pairs(),
                judgement.prompts(),
                judgement.difference().mean(),
                judgement.difference().low(),
                judgement.difference().high(),
                100 * judgement.confidence(),
                -margin);
    }
}
