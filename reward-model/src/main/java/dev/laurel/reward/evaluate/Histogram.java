package dev.laurel.reward.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers of values in bins of equal width between {@code low} and {@code high}; what lies outside is in the nearest bin, what is no number in none.
 */
public record Histogram(double low, double high, List<Integer> counts) {

    public Histogram {
        counts = List.copyOf(counts);
        if (!(low < high) || counts.isEmpty()) {
            throw new IllegalArgumentException(
                    "a histogram of " + counts.size() + " bins between " + low + " and " + high);
        }
    }

    public static Histogram of(double[] values, double low, double high, int bins) {
        int[] counts = new int[bins];
        for (double value : values) {
            if (!Double.isNaN(value)) {
                double at = (value - low) / (high - low) * bins;
                counts[(int) Math.max(0, Math.min(bins - 1, Math.floor(at)))]++;
            }
        }
        List<Integer> boxed = new ArrayList<>(bins);
        for (int count : counts) {
            boxed.add(count);
        }
        return new Histogram(low, high, boxed);
    }
}
