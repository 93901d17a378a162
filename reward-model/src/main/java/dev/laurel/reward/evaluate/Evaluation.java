package dev.laurel.reward.evaluate;

import java.util.List;

import dev.laurel.reward.checkpoint.RewardScale;

/**
 * Summary of a reward model on preference pairs.
 *
 * @param pairs number of pairs
 * @param accuracy share of pairs whose chosen side has the higher reward; a tie counts as wrong
 * @param loss mean of −log σ(chosen − rejected), in nats
 * @param meanMargin mean of chosen minus rejected reward
 * @param rewardMean mean over all rewards, chosen and rejected
 * @param rewardStd standard deviation of them (population)
 */
public record Evaluation(
        int pairs, double accuracy, double loss, double meanMargin, double rewardMean, double rewardStd) {

    public static Evaluation of(List<PairScore> scores) {
        if (scores.isEmpty()) {
            throw new IllegalArgumentException("an evaluation needs at least one pair");
        }
        int n = scores.size();
        double correct = 0;
        double loss = 0;
        double margin = 0;
        double sum = 0;
        for (PairScore score : scores) {
            correct += score.correct() ? 1 : 0;
            loss += loss(score);
            margin += score.margin();
            sum += (double) score.chosen() + score.rejected();
        }
        double mean = sum / (2 * n);
        double squares = 0;
        for (PairScore score : scores) {
            squares += square(score.chosen() - mean) + square(score.rejected() - mean);
        }
        return new Evaluation(n, correct / n, loss / n, margin / n, mean, Math.sqrt(squares / (2 * n)));
    }

    /** −log σ(chosen − rejected) of one pair, in nats. */
    public static double loss(PairScore score) {
        return softplus(-score.margin());
    }

    /** The scale on which these rewards have mean 0 and standard deviation 1; the identity where they are all equal. */
    public RewardScale scale() {
        return rewardStd > 0 ? new RewardScale(rewardMean, rewardStd) : RewardScale.IDENTITY;
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static double square(double x) {
        return x * x;
    }
}
