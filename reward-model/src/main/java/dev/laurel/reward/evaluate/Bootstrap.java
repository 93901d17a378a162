package dev.laurel.reward.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Percentile bootstrap over clusters (Efron 1979; Cameron, Gelbach and Miller 2008): prompts are drawn with replacement, each with all
 * its pairs, because the pairs of one prompt are not independent.
 *
 * @param resamples number of draws
 * @param confidence share of draws inside the interval, such as 0.95
 * @param seed decides the draws
 */
public record Bootstrap(int resamples, double confidence, long seed) {

    public static final Bootstrap DEFAULT = new Bootstrap(2000, 0.95, 1);

    /** A mean with the bounds of its interval. */
    public record Interval(double mean, double low, double high) {}

    public Bootstrap {
        if (resamples < 1 || !(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "resamples or confidence out of range: " + resamples + ", " + confidence);
        }
    }

    /**
     * The mean of one value per pair, such as 1 for a correct pair and 0 for a wrong one, or the difference of two models' values.
     *
     * @param values one per pair
     * @param prompts the prompt of each pair, as long as {@code values}
     */
    public Interval mean(double[] values, List<String> prompts) {
        if (values.length == 0 || values.length != prompts.size()) {
            throw new IllegalArgumentException(
                    "values and prompts differ in number or are none: " + values.length + ", " + prompts.size());
        }
        Map<String, double[]> clusters = new LinkedHashMap<>(); // prompt to (sum, count)
        for (int i = 0; i < values.length; i++) {
            double[] cluster = clusters.computeIfAbsent(prompts.get(i), prompt -> new double[2]);
            cluster[0] += values[i];
            cluster[1]++;
        }
        double[] means = resample(new ArrayList<>(clusters.values()));
        double tail = (1 - confidence) / 2;
        return new Interval(
                Arrays.stream(values).sum() / values.length, quantile(means, tail), quantile(means, 1 - tail));
    }

    /** {@link #mean} of correctness: the accuracy with its interval. */
    public Interval accuracy(Collection<PairScore> scores, List<String> prompts) {
        return mean(
                scores.stream().mapToDouble(score -> score.correct() ? 1 : 0).toArray(), prompts);
    }

    private double[] resample(List<double[]> clusters) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[resamples];
        for (int r = 0; r < resamples; r++) {
            double sum = 0;
            double count = 0;
            for (int i = 0; i < clusters.size(); i++) {
                double[] cluster = clusters.get(random.nextInt(clusters.size()));
                sum += cluster[0];
                count += cluster[1];
            }
            means[r] = sum / count;
        }
        Arrays.sort(means);
        return means;
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
