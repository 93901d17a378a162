package dev.laurel.reward.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

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

    /** A mean, or another figure, with the bounds of its interval. */
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
        return interval(Arrays.stream(values).sum() / values.length, means);
    }

    /**
     * Any figure of a set of pairs, such as a correlation or the difference of two models' calibration errors.
     *
     * @param figure told the indexes of the pairs that were drawn; a pair may be among them several times
     * @param prompts the prompt of each pair, at least one
     */
    public Interval of(ToDoubleFunction<int[]> figure, List<String> prompts) {
        Map<String, List<Integer>> clusters = new LinkedHashMap<>();
        for (int i = 0; i < prompts.size(); i++) {
            clusters.computeIfAbsent(prompts.get(i), prompt -> new ArrayList<>())
                    .add(i);
        }
        List<int[]> indexes = clusters.values().stream()
                .map(cluster -> cluster.stream().mapToInt(Integer::intValue).toArray())
                .toList();
        SplittableRandom random = new SplittableRandom(seed);
        double[] figures = new double[resamples];
        for (int r = 0; r < resamples; r++) {
            figures[r] = figure.applyAsDouble(random.ints(indexes.size(), 0, indexes.size())
                    .mapToObj(indexes::get)
                    .flatMapToInt(Arrays::stream)
                    .toArray());
        }
        Arrays.sort(figures);
        double all = figure.applyAsDouble(IntStream.range(0, prompts.size()).toArray());
        return interval(all, figures);
    }

    /** The same draws with intervals so wide that of {@code several} none is left by chance more often than one of this would be (Bonferroni). */
    public Bootstrap forEachOf(int several) {
        return new Bootstrap(resamples, 1 - (1 - confidence) / several, seed);
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

    private Interval interval(double mean, double[] sorted) {
        double tail = (1 - confidence) / 2;
        return new Interval(mean, quantile(sorted, tail), quantile(sorted, 1 - tail));
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
