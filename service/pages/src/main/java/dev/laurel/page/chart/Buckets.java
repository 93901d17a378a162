package dev.laurel.page.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A long series in as many pieces as a chart has room for. Each piece keeps its mean and its extremes, so that nothing that stood out is lost.
 *
 * @param size steps in each piece but the last
 */
record Buckets(int size, List<Bucket> all) {

    /**
     * Neighbouring steps.
     *
     * @param first from 1
     * @param last the same as {@code first} if there is one
     * @param mean of the values that are numbers; NaN if none is, as are the extremes
     */
    record Bucket(int first, int last, double mean, double low, double high) {

        double middle() {
            return (first + last) / 2.0;
        }
    }

    /** @param most pieces at most */
    static Buckets of(double[] values, int most) {
        int size = Math.max(1, (values.length + most - 1) / most);
        List<Bucket> all = new ArrayList<>();
        for (int from = 0; from < values.length; from += size) {
            all.add(bucket(values, from, Math.min(from + size, values.length)));
        }
        return new Buckets(size, all);
    }

    private static Bucket bucket(double[] values, int from, int to) {
        double sum = 0;
        int count = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(values[i])) {
                sum += values[i];
                count++;
                low = Math.min(low, values[i]);
                high = Math.max(high, values[i]);
            }
        }
        return count == 0
                ? new Bucket(from + 1, to, Double.NaN, Double.NaN, Double.NaN)
                : new Bucket(from + 1, to, sum / count, low, high);
    }
}
