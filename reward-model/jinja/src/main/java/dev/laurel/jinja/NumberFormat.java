package dev.laurel.jinja;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Python's texts of numbers by the conversions e, f and g. */
final class NumberFormat {

    private NumberFormat() {}

    /** With so many digits after the point, halves to even. */
    static String fixed(double number, int precision) {
        String special = special(number);
        return special != null
                ? special
                : sign(number)
                        + new BigDecimal(Math.abs(number))
                                .setScale(precision, RoundingMode.HALF_EVEN)
                                .toPlainString();
    }

    /** One digit, so many after the point, and the exponent of at least two digits. */
    static String scientific(double number, int precision) {
        String special = special(number);
        if (special != null) {
            return special;
        }
        BigDecimal exact = new BigDecimal(Math.abs(number));
        if (exact.signum() == 0) {
            return sign(number) + (precision == 0 ? "0" : "0." + "0".repeat(precision)) + "e+00";
        }
        BigDecimal rounded = exact.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String digits = rounded.unscaledValue().toString();
        digits = digits.length() > precision + 1
                ? digits.substring(0, precision + 1)
                : digits + "0".repeat(precision + 1 - digits.length());
        return sign(number) + digits.charAt(0) + (precision == 0 ? "" : "." + digits.substring(1)) + "e"
                + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    /** So many significant digits without zeros at the end, scientific where the exponent is small or large. */
    static String general(double number, int precision) {
        String special = special(number);
        if (special != null) {
            return special;
        }
        int digits = Math.max(1, precision);
        String scientific = scientific(number, digits - 1);
        int exponent = Integer.parseInt(scientific.substring(scientific.indexOf('e') + 1));
        if (exponent < -4 || exponent >= digits) {
            int e = scientific.indexOf('e');
            return withoutZeros(scientific.substring(0, e)) + scientific.substring(e);
        }
        return withoutZeros(fixed(number, digits - 1 - exponent));
    }

    private static String withoutZeros(String number) {
        if (number.indexOf('.') < 0) {
            return number;
        }
        int end = number.length();
        while (number.charAt(end - 1) == '0') {
            end--;
        }
        return number.substring(0, number.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private static String special(double number) {
        return Double.isNaN(number) ? "nan" : Double.isInfinite(number) ? number > 0 ? "inf" : "-inf" : null;
    }

    private static String sign(double number) {
        return number < 0 || 1 / number < 0 ? "-" : "";
    }
}
