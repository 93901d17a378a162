package dev.laurel.scorer.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far a distribution has moved from a reference, by two measures.
 *
 * @param psi population stability index, the sum of (c - r)·ln(c / r) over bins that each hold about a tenth of the reference, r and c being the
 *     shares of reference and current values in them; by a rule of thumb from credit scoring below 0.1 nothing, above 0.25 a shift
 * @param ks Kolmogorov and Smirnov's statistic, the largest difference between the two cumulative distributions, at the edges of the bins
 */
public record Drift(double psi, double ks) {

    private static final int PSI_BINS = 10;
    private static final double LEAST_SHARE = 1e-4; // an empty bin would be infinitely far

    /**
     * Of counts in the same bins.
     *
     * @param reference not all 0
     * @param current not all 0
     */
    public static Drift between(long[] reference, long[] current) {
        double referenceTotal = Arrays.stream(reference).sum();
        double currentTotal = Arrays.stream(current).sum();
        if (reference.length != current.length || referenceTotal == 0 || currentTotal == 0) {
            throw new IllegalArgumentException("counts of %d and %d bins, of %.0f and %.0f values"
                    .formatted(reference.length, current.length, referenceTotal, currentTotal));
        }
        double psi = 0;
        double ks = 0;
        double referenceBelow = 0;
        double currentBelow = 0;
        int from = 0;
        for (int to : edges(reference, referenceTotal)) {
            double r = share(reference, from, to, referenceTotal);
            double c = share(current, from, to, currentTotal);
            psi += (c - r) * Math.log(c / r);
            from = to;
        }
        for (int bin = 0; bin < reference.length; bin++) {
            referenceBelow += reference[bin] / referenceTotal;
            currentBelow += current[bin] / currentTotal;
            ks = Math.max(ks, Math.abs(referenceBelow - currentBelow));
        }
        return new Drift(psi, ks);
    }

    /** Where the next bin of the index begins: as soon as another tenth of the reference is below, or more. The last is the end. */
    private static List<Integer> edges(long[] reference, double total) {
        List<Integer> edges = new ArrayList<>();
        double below = 0;
        double tenths = 0;
        for (int bin = 0; bin < reference.length - 1; bin++) {
            below += reference[bin];
            if (Math.floor(below * PSI_BINS / total) > tenths) {
                tenths = Math.floor(below * PSI_BINS / total);
                edges.add(bin + 1);
            }
        }
        edges.add(reference.length);
        return edges;
    }

    private static double share(long[] counts, int from, int to, double total) {
        return Math.max(LEAST_SHARE, Arrays.stream(counts, from, to).sum() / total);
    }
}
