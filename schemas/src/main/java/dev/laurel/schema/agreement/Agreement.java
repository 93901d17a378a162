package dev.laurel.schema.agreement;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Krippendorff's alpha of judges, and each one's agreement with the rest.
 *
 * <p>A judge's own alpha is 1 − D_j / D_e, where D_j is the mean squared distance of the judge's values to those of the others in the same units, and D_e is that
 * of all values. The alpha of all is the mean of their own, each weighed by the judge's values: so it says by whose judgements it is low. For one thread.
 */
public final class Agreement {

    private final Disagreement all;
    private final Map<String, Own> judges = new TreeMap<>();
    private long alone;

    /** @param coordinates of each value, as {@link Disagreement} has them */
    public Agreement(int coordinates) {
        this.all = new Disagreement(coordinates);
    }

    private static final class Own {
        private double distance;
        private long values;
    }

    /**
     * Adds a unit.
     *
     * @param unit the value of each judge; that of one judge alone is only counted
     */
    public void add(Map<String, double[]> unit) {
        if (unit.size() < 2) {
            alone++;
            return;
        }
        all.add(unit.values());
        unit.forEach((judge, value) -> {
            Own own = judges.computeIfAbsent(judge, name -> new Own());
            double distance = 0;
            for (double[] other : unit.values()) {
                distance += distance(value, other); // to itself it is 0
            }
            own.distance += distance / (unit.size() - 1);
            own.values++;
        });
    }

    private static double distance(double[] one, double[] other) {
        double squares = 0;
        for (int i = 0; i < one.length; i++) {
            squares += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return squares;
    }

    /**
     * One judge among the others.
     *
     * @param alpha empty where all values of all judges are the same
     * @param judgements in units that others judged too
     */
    public record Judge(String name, OptionalDouble alpha, long judgements) {}

    /** Those who share a unit with another, by name. */
    public List<Judge> judges() {
        double expected = all.expected();
        return judges.entrySet().stream()
                .map(judge -> new Judge(
                        judge.getKey(),
                        expected == 0
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(1 - judge.getValue().distance / judge.getValue().values / expected),
                        judge.getValue().values))
                .toList();
    }

    /** Of the units that several judges spoke of. */
    public Disagreement all() {
        return all;
    }

    /** Units that only one judge spoke of. */
    public long alone() {
        return alone;
    }
}
