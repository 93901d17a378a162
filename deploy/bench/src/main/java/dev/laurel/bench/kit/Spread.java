package dev.laurel.bench.kit;

import java.util.ArrayList;
import java.util.List;

/** What the rounds of a measurement gave. */
public record Spread(double median, double lowest, double highest) {

    /** @param rounds one number each, at least one */
    public static Spread of(List<Double> rounds) {
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("a measurement without rounds");
        }
        List<Double> sorted = rounds.stream().sorted().toList();
        return new Spread(median(sorted), sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** How many times as large one number is as the other, round by round. */
    public static Spread ofRatios(List<Double> over, List<Double> under) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < over.size(); round++) {
            ratios.add(over.get(round) / under.get(round));
        }
        return of(ratios);
    }

    private static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
