package dev.laurel.command.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * How often values fall into bins of equal width; what lies outside counts into the first and last bin.
 *
 * @param from lower bound of the first bin
 * @param width of each bin
 */
record Histogram(double from, double width, List<Integer> counts) {

    static Histogram of(List<Double> values, double from, double to, int bins) {
        double width = (to - from) / bins;
        int[] counts = new int[bins];
        for (double value : values) {
            counts[(int) Math.max(0, Math.min(bins - 1, Math.floor((value - from) / width)))]++;
        }
        List<Integer> list = new ArrayList<>();
        for (int count : counts) {
            list.add(count);
        }
        return new Histogram(from, width, list);
    }

    int highest() {
        return counts.stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
