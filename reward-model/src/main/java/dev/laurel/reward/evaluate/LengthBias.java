package dev.laurel.reward.evaluate;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far a reward model goes by length, beside how far people do.
 *
 * @param correlation Spearman's ρ of the difference in reward and the difference in tokens, each pair taken both ways round, so that people's choices play
 *     no part in it: 1 where the reward orders the answers of every prompt by length
 * @param longerPreferred share of the pairs of unequal length whose longer side has the higher reward; a tie counts half
 * @param longerChosen share of them whose longer side people chose
 * @param shorter the pairs whose shorter side was chosen
 * @param longer the pairs whose longer side was chosen
 */
public record LengthBias(double correlation, double longerPreferred, double longerChosen, Part shorter, Part longer) {

    /** Accuracy on some of the pairs; absent where there are none. */
    public record Part(int pairs, Optional<Double> accuracy) {}

    /**
     * Of a model's scores.
     *
     * @param lengths tokens of the chosen minus those of the rejected side, of each pair
     */
    public static LengthBias of(List<PairScore> scores, int[] lengths) {
        int n = lengths.length;
        double[] margins = new double[2 * n];
        double[] differences = new double[2 * n];
        for (int i = 0; i < n; i++) {
            margins[i] = scores.get(i).margin();
            margins[n + i] = -margins[i];
            differences[i] = lengths[i];
            differences[n + i] = -differences[i];
        }
        int[] unequal = IntStream.range(0, n).filter(i -> lengths[i] != 0).toArray();
        return new LengthBias(
                Correlation.spearman(margins, differences),
                IntStream.of(unequal)
                        .mapToDouble(i -> longerPreferred(scores.get(i), lengths[i]))
                        .average()
                        .orElse(0.5),
                IntStream.of(unequal)
                        .mapToDouble(i -> lengths[i] > 0 ? 1 : 0)
                        .average()
                        .orElse(0.5),
                part(scores, IntStream.of(unequal).filter(i -> lengths[i] < 0).toArray()),
                part(scores, IntStream.of(unequal).filter(i -> lengths[i] > 0).toArray()));
    }

    /** Whether the longer side of one pair of unequal length has the higher reward: 1, 0, or a half for a tie. */
    public static double longerPreferred(PairScore score, int length) {
        return (1 + Math.signum(score.margin() * length)) / 2;
    }

    private static Part part(List<PairScore> scores, int[] which) {
        double right = IntStream.of(which).filter(i -> scores.get(i).correct()).count();
        return new Part(which.length, which.length == 0 ? Optional.empty() : Optional.of(right / which.length));
    }
}
