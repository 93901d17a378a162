package dev.laurel.schema.agreement;

import java.util.Collection;
import java.util.OptionalDouble;

/**
 * What Krippendorff's alpha needs to know of units that several judges spoke of, as sums: those of two sets of units can be added, and a set is of one size
 * however many units it has.
 *
 * <p>α = 1 − D_o / D_e. D_o is the mean over all values of the mean squared distance to the others of their unit; D_e that of each value to all others of
 * whatever unit. Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", whose coincidence matrix gives the same. Values are vectors: numbers on an
 * interval have one coordinate, nominal values are unit vectors, whose squared distances are all 2, which cancels out. For one thread.
 */
public final class Disagreement {

    /** Below this, with values of the order of 1, all are the same but for rounding. */
    private static final double NONE = 1e-12;

    private final double[] total;
    private double squares;
    private double observed;
    private long values;
    private long units;

    /** @param coordinates of each value */
    public Disagreement(int coordinates) {
        this.total = new double[coordinates];
    }

    /**
     * Adds a unit.
     *
     * @param unit a value of each of two judges or more; one alone says nothing about agreement
     */
    public void add(Collection<double[]> unit) {
        if (unit.size() < 2) {
            throw new IllegalArgumentException("a unit with values of fewer than 2 judges: " + unit.size());
        }
        double[] sum = new double[total.length];
        double lengths = 0;
        for (double[] value : unit) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += value[i];
                lengths += value[i] * value[i];
            }
        }
        for (int i = 0; i < sum.length; i++) {
            total[i] += sum[i];
        }
        squares += lengths;
        observed += distances(unit.size(), sum, lengths) / (unit.size() - 1);
        values += unit.size();
        units++;
    }

    /** Adds the units of another set. */
    public void add(Disagreement other) {
        for (int i = 0; i < total.length; i++) {
            total[i] += other.total[i];
        }
        squares += other.squares;
        observed += other.observed;
        values += other.values;
        units += other.units;
    }

    /** Sum of the squared distances between all pairs of different values, each pair both ways round. */
    private static double distances(long count, double[] sum, double lengths) {
        double product = 0;
        for (double each : sum) {
            product += each * each;
        }
        return 2 * (count * lengths - product);
    }

    /** D_e; 0 where all values are the same. */
    double expected() {
        double mean = distances(values, total, squares) / (values * (values - 1.0));
        return mean > NONE ? mean : 0;
    }

    /** From below 0, systematic disagreement, over 0, chance, to 1; empty where all values are the same, which tells nothing. */
    public OptionalDouble alpha() {
        return values == 0 || expected() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(1 - observed / values / expected());
    }

    public long units() {
        return units;
    }

    /** Values in all units. */
    public long values() {
        return values;
    }
}
