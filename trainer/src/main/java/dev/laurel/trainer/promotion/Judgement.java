package dev.laurel.trainer.promotion;

import java.util.HashSet;
import java.util.List;

import dev.laurel.reward.evaluate.Bootstrap;
import dev.laurel.reward.evaluate.Bootstrap.Interval;
import dev.laurel.reward.evaluate.Evaluation;
import dev.laurel.reward.evaluate.PairScore;

/**
 * A challenger beside the champion on the same held-out pairs.
 *
 * @param rival what the challenger was held against: {@code version 3}, or {@code the base model}
 * @param pairs pairs compared
 * @param prompts prompts that they belong to
 * @param difference accuracy of the challenger minus that of the champion, paired
 * @param confidence of all intervals, which are over prompts
 */
public record Judgement(
        String rival,
        int pairs,
        int prompts,
        Standing champion,
        Standing challenger,
        Interval difference,
        double confidence) {

    /** One model's figures. */
    public record Standing(Evaluation evaluation, Interval accuracy) {}

    /**
     * Compares the scores of both models.
     *
     * @param prompts the prompt of each pair
     * @throws IllegalArgumentException if there are no pairs, or not as many of each
     */
    public static Judgement of(
            String rival,
            List<PairScore> champion,
            List<PairScore> challenger,
            List<String> prompts,
            Bootstrap bootstrap) {
        if (champion.size() != challenger.size()) {
            throw new IllegalArgumentException("scores of champion and challenger differ in number: " + champion.size()
                    + ", " + challenger.size());
        }
        double[] differences = new double[champion.size()];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = correct(challenger.get(i)) - correct(champion.get(i));
        }
        return new Judgement(
                rival,
                champion.size(),
                new HashSet<>(prompts).size(),
                standing(champion, prompts, bootstrap),
                standing(challenger, prompts, bootstrap),
                bootstrap.mean(differences, prompts),
                bootstrap.confidence());
    }

    private static Standing standing(List<PairScore> scores, List<String> prompts, Bootstrap bootstrap) {
        return new Standing(Evaluation.of(scores), bootstrap.accuracy(scores, prompts));
    }

    private static int correct(PairScore score) {
        return score.correct() ? 1 : 0;
    }
}
