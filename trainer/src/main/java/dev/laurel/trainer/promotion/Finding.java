package dev.laurel.trainer.promotion;

import java.util.Locale;
import java.util.Optional;

import dev.laurel.reward.evaluate.Bootstrap.Interval;

/**
 * What one rule of the gate found.
 *
 * @param rule the rule's name, such as {@code accuracy}
 * @param about what it looked at, in words
 * @param figure what was found
 * @param limit what is allowed
 * @param interval of the figure, where it has one
 */
public record Finding(
        String rule, String about, double figure, double limit, Optional<Interval> interval, boolean passed) {

    /** The figures in words. */
    String sentence() {
        return about + " " + number(figure)
                + interval.map(i -> " [" + number(i.low()) + ", " + number(i.high()) + "]")
                        .orElse("")
                + ", where " + number(limit) + " is allowed";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%+.3f", value);
    }
}
