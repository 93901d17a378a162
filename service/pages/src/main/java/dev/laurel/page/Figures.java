package dev.laurel.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers for people to read, whatever the machine's locale: a thin minus sign, commas in thousands, and words for what is no number. */
public final class Figures {

    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);
    private static final double LEAST_PLAIN = 1e-3;
    private static final double MOST_PLAIN = 1e6;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private Figures() {}

    /** Four significant digits, such as 0.6931, 12,340 or 2e−5. */
    public static String significant(double value) {
        if (!Double.isFinite(value)) {
            return words(value);
        }
        double size = Math.abs(value);
        if (size != 0 && (size < LEAST_PLAIN || size >= MOST_PLAIN)) {
            BigDecimal rounded = new BigDecimal(size).round(FOUR_DIGITS).stripTrailingZeros();
            int power = rounded.precision() - rounded.scale() - 1;
            return sign(value) + rounded.movePointLeft(power).toPlainString() + "e" + whole(power);
        }
        BigDecimal rounded = new BigDecimal(size).round(FOUR_DIGITS).stripTrailingZeros();
        return sign(value) + String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
    }

    public static String decimals(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return words(value);
        }
        String plain = String.format(Locale.ROOT, "%,." + decimals + "f", Math.abs(value));
        return isZero(plain) ? plain : sign(value) + plain;
    }

    /** With its sign, also where it is positive. */
    public static String signed(double value, int decimals) {
        String plain = decimals(value, decimals);
        return Double.isFinite(value) && value > 0 && !isZero(plain) ? "+" + plain : plain;
    }

    /** A share of one in hundredths, such as 90 % and 99.3 %. */
    public static String percent(double share) {
        String plain = decimals(100 * share, 1);
        return (plain.endsWith(".0") ? plain.substring(0, plain.length() - 2) : plain) + " %";
    }

    public static String whole(long value) {
        return (value < 0 ? "−" : "") + String.format(Locale.ROOT, "%,d", Math.abs(value));
    }

    /** A duration: 0.42 s, 12.3 s, 3 min 20 s, 2 h 05 min. */
    public static String seconds(double seconds) {
        if (!Double.isFinite(seconds)) {
            return words(seconds);
        }
        if (seconds < MINUTE) {
            return decimals(seconds, seconds < 10 ? 2 : 1) + " s";
        }
        long whole = Math.round(seconds);
        return whole < HOUR
                ? whole / MINUTE + " min " + whole % MINUTE + " s"
                : whole(whole / HOUR) + " h " + "%02d".formatted(whole % HOUR / MINUTE) + " min";
    }

    private static String words(double value) {
        return Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "−infinite";
    }

    private static String sign(double value) {
        return value < 0 ? "−" : "";
    }

    private static boolean isZero(String digits) {
        return digits.chars().noneMatch(c -> c >= '1' && c <= '9');
    }
}
