package dev.laurel.scorer.live;

import java.util.Map;
import java.util.OptionalDouble;

import dev.laurel.reward.evaluate.Calibration;
import dev.laurel.reward.evaluate.Temperature;

/**
 * The temperature by which a version's rewards become probabilities, among the metrics it was announced with. There is none where its hold-out does not
 * determine one, be it that its trainer says no interval, since earlier ones published whatever fitted best, or that the interval is none.
 */
final class AnnouncedTemperature {

    private static final String VALUE = "temperature";
    private static final String LOW = "temperature_low";
    private static final String HIGH = "temperature_high";
    private static final String PAIRS = "holdout_pairs";
    private static final String PROMPTS = "holdout_prompts";
    private static final String ACCURACY = "accuracy";

    private AnnouncedTemperature() {}

    static OptionalDouble of(Map<String, Double> metrics) {
        Double value = metrics.get(VALUE);
        if (value == null) {
            return OptionalDouble.empty();
        }
        boolean determined = metrics.containsKey(LOW) ? isWithin(value, metrics) : isOfEnough(value, metrics);
        return determined ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static boolean isWithin(double value, Map<String, Double> metrics) {
        double low = metrics.get(LOW);
        double high = metrics.getOrDefault(HIGH, Double.NaN);
        return Calibration.COLDEST <= low
                && low <= value
                && value <= high
                && high <= Math.min(Calibration.HOTTEST, Temperature.WIDEST * low);
    }

    /** By what earlier trainers said of the hold-out. */
    private static boolean isOfEnough(double value, Map<String, Double> metrics) {
        double accuracy = metrics.getOrDefault(ACCURACY, Double.NaN);
        double ofEach = Math.min(accuracy, 1 - accuracy) * metrics.getOrDefault(PAIRS, 0.0);
        return Calibration.COLDEST < value
                && value < Calibration.HOTTEST
                && metrics.getOrDefault(PROMPTS, 0.0) >= Temperature.LEAST_PROMPTS
                && ofEach >= Temperature.LEAST_OF_EACH;
    }
}
