package dev.laurel.reward.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * How far the probabilities that a reward model's margins stand for are those that people's choices show. By Bradley and Terry the probability of a
 * preference is σ of the difference in reward; a pair's confidence is that of the side with the higher reward, in [0.5, 1].
 *
 * @param error expected calibration error (Guo et al. 2017): mean over the bins of |accuracy − confidence|, weighted by their pairs
 * @param brier mean of (1 − σ(chosen − rejected))²; 0.25 is that of a model that knows nothing
 * @param temperature what fits these pairs best, be they too few to determine it (see {@link Temperature}): the divisor of all margins that gives the least mean of −log σ(margin / temperature), in
 *     [{@value #COLDEST}, {@value #HOTTEST}]: above 1 the model is too sure, and at the upper end its margins say nothing
 * @param bins {@value #BINS} of equal width over [0.5, 1]
 */
public record Calibration(double error, double brier, double temperature, List<Bin> bins) {

    public static final int BINS = 10;
    public static final double COLDEST = 0.01;
    public static final double HOTTEST = 100;

    private static final int HALVINGS = 60;

    /**
     * The pairs of one range of confidence; a tie is half right.
     *
     * @param low confidence from here, and below {@code low + 0.05}; the last bin has 1 as well
     * @param confidence mean of the pairs' confidence, 0 without pairs
     * @param accuracy share of pairs whose chosen side has the higher reward, 0 without pairs
     */
    public record Bin(double low, int pairs, double confidence, double accuracy) {}

    public Calibration {
        bins = List.copyOf(bins);
    }

    public static Calibration of(List<PairScore> scores) {
        List<Bin> bins = bins(scores);
        return new Calibration(
                error(bins, scores.size()),
                scores.stream().mapToDouble(Calibration::brier).average().orElse(0),
                temperature(scores),
                bins);
    }

    /** The error alone, as {@link #error()}. */
    public static double error(List<PairScore> scores) {
        return error(bins(scores), scores.size());
    }

    /** The squared distance of one pair's probability from 1. */
    public static double brier(PairScore score) {
        double wrong = sigmoid(-score.margin());
        return wrong * wrong;
    }

    private static double error(List<Bin> bins, int pairs) {
        return bins.stream()
                .mapToDouble(bin -> bin.pairs() * Math.abs(bin.accuracy() - bin.confidence()) / pairs)
                .sum();
    }

    private static List<Bin> bins(List<PairScore> scores) {
        int[] pairs = new int[BINS];
        double[] confidence = new double[BINS];
        double[] right = new double[BINS];
        for (PairScore score : scores) {
            double sure = sigmoid(Math.abs(score.margin()));
            int bin = Math.min(BINS - 1, (int) ((sure - 0.5) * 2 * BINS));
            pairs[bin]++;
            confidence[bin] += sure;
            right[bin] += (1 + Math.signum(score.margin())) / 2;
        }
        List<Bin> bins = new ArrayList<>(BINS);
        for (int i = 0; i < BINS; i++) {
            int some = Math.max(1, pairs[i]);
            bins.add(new Bin(0.5 + 0.5 * i / BINS, pairs[i], confidence[i] / some, right[i] / some));
        }
        return bins;
    }

    /** The loss is convex in the inverse of the temperature: its slope −mean(m σ(−m / t)) rises, and the least is where it crosses zero. */
    static double temperature(List<PairScore> scores) {
        double low = Math.log(COLDEST);
        double high = Math.log(HOTTEST);
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            double temperature = Math.exp(middle);
            double slope = -scores.stream()
                    .mapToDouble(score -> score.margin() * sigmoid(-score.margin() / temperature))
                    .sum();
            if (slope > 0) { // the inverse is too large
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp((low + high) / 2);
    }

    static double sigmoid(double x) {
        return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
    }
}
