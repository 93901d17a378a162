package dev.laurel.bench.scorer;

import java.util.List;

/** Quantiles by the nearest rank. */
public final class Quantiles {

    private Quantiles() {}

    /** @param sorted ascending; 0 of none */
    public static double of(List<Double> sorted, double quantile) {
        if (sorted.isEmpty()) {
            return 0;
        }
        int rank = (int) Math.ceil(quantile * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }
}
