package dev.laurel.bench.soak;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How much memory grew from a fifth of the run to its end, in percent, by three measures: medians of the samples between 20 and 35 % and after
 * 85 %; the line of least squares through all samples after 20 %; the first sample after 20 % and the last, which is the roughest, since mapped files
 * and garbage come and go.
 */
public record Growth(double medians, double leastSquares, double plain) {

    private static final double FROM = 0.20;
    private static final double FIRST_WINDOW = 0.35;
    private static final double LAST_WINDOW = 0.85;

    /**
     * Memory at a moment of the run.
     *
     * @param done share of the run, in [0, 1]
     */
    public record Sample(double done, long bytes) {}

    /** @param samples in the order of the run, some in both windows */
    public static Growth of(List<Sample> samples) {
        List<Sample> counted =
                samples.stream().filter(sample -> sample.done() >= FROM).toList();
        double early = median(counted, FROM, FIRST_WINDOW);
        double late = median(counted, LAST_WINDOW, 1);
        double first = counted.get(0).bytes();
        double last = counted.get(counted.size() - 1).bytes();
        return new Growth(percent(early, late), leastSquares(counted), percent(first, last));
    }

    /** The larger of the two measures that single samples do not sway. */
    public double judged() {
        return Math.max(medians, leastSquares);
    }

    private static double median(List<Sample> samples, double from, double to) {
        long[] bytes = samples.stream()
                .filter(sample -> sample.done() >= from && sample.done() <= to)
                .mapToLong(Sample::bytes)
                .sorted()
                .toArray();
        if (bytes.length == 0) {
            throw new IllegalArgumentException("no sample between " + from + " and " + to + " of the run");
        }
        return bytes[bytes.length / 2];
    }

    private static double leastSquares(List<Sample> samples) {
        double meanDone = mean(samples.stream().mapToDouble(Sample::done).average());
        double meanBytes = mean(samples.stream().mapToDouble(Sample::bytes).average());
        double above = 0;
        double below = 0;
        for (Sample sample : samples) {
            above += (sample.done() - meanDone) * (sample.bytes() - meanBytes);
            below += (sample.done() - meanDone) * (sample.done() - meanDone);
        }
        double slope = below == 0 ? 0 : above / below;
        double atStart = meanBytes + slope * (FROM - meanDone);
        return percent(atStart, atStart + slope * (1 - FROM));
    }

    private static double mean(OptionalDouble average) {
        return average.orElseThrow();
    }

    private static double percent(double from, double to) {
        return 100 * (to - from) / from;
    }
}
