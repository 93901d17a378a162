package dev.laurel.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** Python's integers, which have no limit: a Long where it is enough, else a BigInteger. */
final class PythonInt {

    private static final int MOST_BITS = 1 << 16; // of a result; Python's own limit for printing is 4,300 digits
    private static final BigInteger LEAST_LONG = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private PythonInt() {}

    static boolean is(Object value) {
        return value instanceof Long || value instanceof BigInteger;
    }

    static BigInteger big(Object whole) {
        return whole instanceof BigInteger big ? big : BigInteger.valueOf((Long) whole);
    }

    /** The value in its one form. */
    static Object of(BigInteger value) {
        return value.compareTo(LEAST_LONG) >= 0 && value.compareTo(MOST_LONG) <= 0 ? (Object) value.longValue() : value;
    }

    /** A float without its fraction; it is finite. */
    static Object of(double value) {
        return of(new BigDecimal(value).toBigInteger());
    }

    static Object add(Object left, Object right) {
        return of(big(left).add(big(right)));
    }

    static Object subtract(Object left, Object right) {
        return of(big(left).subtract(big(right)));
    }

    static Object multiply(Object left, Object right) {
        BigInteger a = big(left);
        BigInteger b = big(right);
        requireSize((long) a.bitLength() + b.bitLength());
        return of(a.multiply(b));
    }

    /** Rounded down. */
    static Object floor(Object left, Object right) {
        BigInteger[] parts = big(left).divideAndRemainder(big(right));
        boolean down = parts[1].signum() != 0 && parts[1].signum() != big(right).signum();
        return of(down ? parts[0].subtract(BigInteger.ONE) : parts[0]);
    }

    /** With the sign of the divisor. */
    static Object modulo(Object left, Object right) {
        BigInteger rest = big(left).remainder(big(right));
        boolean other = rest.signum() != 0 && rest.signum() != big(right).signum();
        return of(other ? rest.add(big(right)) : rest);
    }

    static Object power(Object base, Object exponent) {
        BigInteger a = big(base);
        BigInteger b = big(exponent);
        if (a.bitLength() <= 1 && a.abs().compareTo(BigInteger.ONE) <= 0) {
            return of(b.signum() == 0 || a.signum() < 0 && !b.testBit(0) ? BigInteger.ONE : a);
        }
        requireSize(b.bitLength() > 31 ? Long.MAX_VALUE : a.bitLength() * b.longValue());
        return of(a.pow(b.intValue()));
    }

    /** The quotient as the nearest float. */
    static double quotient(Object left, Object right) {
        return left instanceof Long a && right instanceof Long b && exact(a) && exact(b)
                ? (double) a / b
                : new BigDecimal(big(left))
                        .divide(new BigDecimal(big(right)), new MathContext(60))
                        .doubleValue();
    }

    private static boolean exact(long value) {
        return Math.abs(value) <= 1L << 53;
    }

    static int compare(Object left, Object right) {
        return big(left).compareTo(big(right));
    }

    /** Compares any two numbers, exactly; neither is NaN. */
    static int compareNumbers(Object left, Object right) {
        if (is(left) && is(right)) {
            return compare(left, right);
        }
        double a = ((Number) left).doubleValue();
        double b = ((Number) right).doubleValue();
        return left instanceof Double && right instanceof Double || Double.isInfinite(a) || Double.isInfinite(b)
                ? a < b ? -1 : a > b ? 1 : 0
                : decimal(left).compareTo(decimal(right));
    }

    private static BigDecimal decimal(Object number) {
        return is(number) ? new BigDecimal(big(number)) : new BigDecimal((Double) number);
    }

    private static void requireSize(long bits) {
        if (bits > MOST_BITS) {
            throw new ArithmeticException("integer of more than " + MOST_BITS + " bits");
        }
    }
}
