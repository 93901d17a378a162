package dev.laurel.page.chart;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Round numbers that enclose a range: multiples of 1, 2 or 5 times a power of ten.
 *
 * @param step distance of two neighbours
 * @param first the lowest, as a multiple of {@code step}
 * @param last the highest
 */
public record Ticks(BigDecimal step, long first, long last) {

    private static final double RELATIVELY_EQUAL = 1e-9;
    private static final double SLACK = 1e-9; // of a step: what rounding may have added
    private static final double[] MANTISSAS = {1, 2, 5, 10};
    private static final int MOST_DECIMALS = 3;
    private static final int MOST_DIGITS = 7;

    public Ticks {
        if (step.signum() <= 0 || first >= last) {
            throw new IllegalArgumentException("ticks " + first + " to " + last + " times " + step + " span no range");
        }
    }

    /** About so many ticks around all values that are numbers; around [0, 1] if none is. */
    public static Ticks around(double low, double high, int about) {
        if (!Double.isFinite(high - low) || low > high) {
            return around(0, 1, about);
        }
        double size = Math.max(Math.abs(low), Math.abs(high));
        if (high - low <= RELATIVELY_EQUAL * size || size == 0) {
            double room = size == 0 ? 1 : size / 10;
            return enclosing(low - room, high + room, step((2 * room + high - low) / about));
        }
        return enclosing(low, high, step((high - low) / about));
    }

    /** The same for whole numbers, such as steps and pairs. */
    public static Ticks ofCounts(long low, long high, int about) {
        double step = Math.max(1.0, (double) (high - low) / about);
        return enclosing(low, Math.max(high, low + 1), step(step));
    }

    private static Ticks enclosing(double low, double high, BigDecimal step) {
        double unit = step.doubleValue();
        long first = (long) Math.floor(low / unit + SLACK);
        long last = (long) Math.ceil(high / unit - SLACK);
        return new Ticks(step, first, Math.max(last, first + 1));
    }

    private static BigDecimal step(double wanted) {
        int power = (int) Math.floor(Math.log10(wanted));
        double mantissa = wanted / Math.pow(10, power);
        for (double round : MANTISSAS) {
            if (mantissa <= round * (1 + SLACK)) {
                return BigDecimal.valueOf((long) round).scaleByPowerOfTen(power);
            }
        }
        return BigDecimal.ONE.scaleByPowerOfTen(power + 1);
    }

    public double low() {
        return value(first).doubleValue();
    }

    public double high() {
        return value(last).doubleValue();
    }

    public List<Double> values() {
        return LongStream.rangeClosed(first, last)
                .mapToObj(i -> value(i).doubleValue())
                .toList();
    }

    /** As many decimals as tell neighbours apart; powers of ten where those would be many. */
    public List<String> labels() {
        return LongStream.rangeClosed(first, last)
                .mapToObj(i -> label(value(i)))
                .toList();
    }

    private BigDecimal value(long multiple) {
        return step.multiply(BigDecimal.valueOf(multiple));
    }

    private String label(BigDecimal value) {
        int decimals = Math.max(0, step.stripTrailingZeros().scale());
        long most = Math.max(Math.abs(first), Math.abs(last));
        if (decimals > MOST_DECIMALS || digits(value(most)) > MOST_DIGITS) {
            if (value.signum() == 0) {
                return "0";
            }
            BigDecimal plain = value.abs().stripTrailingZeros();
            int power = plain.precision() - plain.scale() - 1;
            return sign(value) + plain.movePointLeft(power).toPlainString() + "e" + (power < 0 ? "−" : "")
                    + Math.abs(power);
        }
        return sign(value) + String.format(Locale.ROOT, "%,." + decimals + "f", value.abs());
    }

    private static int digits(BigDecimal value) {
        return value.precision() - value.scale();
    }

    private static String sign(BigDecimal value) {
        return value.signum() < 0 ? "−" : "";
    }
}
