package dev.laurel.bench.windows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.laurel.reward.evaluate.Correlation;

/**
 * How steady the rewards of fixed responses are over the versions of a line.
 *
 * @param levels one per version
 * @param moves one per pair of neighbours
 */
public record Stability(int responses, List<Level> levels, List<Move> moves) {

    /** Mean and standard deviation of all responses' rewards by one version; the normalised ones in reference deviations. */
    public record Level(double rawMean, double rawStd, double mean, double std) {}

    /**
     * From one version to the next.
     *
     * @param spearman rank correlation of the rewards
     * @param flips for each threshold
     */
    public record Move(double spearman, List<Flips> flips) {}

    /**
     * Verdicts of two neighbours that differ, as shares of all responses.
     *
     * @param corrections those that the hold-out bears out: now accepted and winner of most of its pairs, or now refused and loser of most
     */
    public record Flips(double threshold, double all, double corrections) {

        double rest() {
            return all - corrections;
        }
    }

    static Stability of(List<Reading> versions, List<Integer> standing, List<Double> thresholds) {
        List<Level> levels = new ArrayList<>();
        List<Move> moves = new ArrayList<>();
        double[] before = null;
        for (Reading version : versions) {
            double[] now = version.normalised();
            double[] raw = IntStream.range(0, now.length)
                    .mapToDouble(i -> version.rewards()[i])
                    .toArray();
            levels.add(new Level(mean(raw), std(raw), mean(now), std(now)));
            if (before != null) {
                double[] earlier = before;
                moves.add(new Move(
                        Correlation.spearman(earlier, now),
                        thresholds.stream()
                                .map(threshold -> flips(threshold, earlier, now, standing))
                                .toList()));
            }
            before = now;
        }
        return new Stability(standing.size(), levels, moves);
    }

    /** How far the mean is from that of the first version at most, in reference deviations. */
    public double drift() {
        return levels.stream()
                .mapToDouble(level -> Math.abs(level.mean() - levels.get(0).mean()))
                .max()
                .orElse(0);
    }

    static Flips flips(double threshold, double[] before, double[] now, List<Integer> standing) {
        int all = 0;
        int corrections = 0;
        for (int i = 0; i < now.length; i++) {
            boolean accepted = now[i] >= threshold;
            if (accepted != before[i] >= threshold) {
                all++;
                corrections += accepted ? (standing.get(i) > 0 ? 1 : 0) : (standing.get(i) < 0 ? 1 : 0);
            }
        }
        return new Flips(threshold, (double) all / now.length, (double) corrections / now.length);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static double std(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }
}
