package dev.laurel.reward.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A temperature that a hold-out determines: the divisor of differences of reward by which σ(difference / temperature) is a probability that can be
 * published, with its interval of 95 %. Where a hold-out is too small or too one-sided for that there is none, whatever value fits it best.
 *
 * <p>The interval is that of the inverse temperature b, normal with the variance of the clustered score (Liang and Zeger 1986), prompts being the
 * clusters: Σ_prompts (Σ m σ(−b m))² / (Σ m² σ(b m) σ(−b m))² for margins m.
 *
 * @param value gives the least mean of −log σ(margin / value) over the hold-out
 * @param low lower end of the interval
 * @param high upper end, at most {@value #WIDEST} times the lower
 */
public record Temperature(double value, double low, double high) {

    /** Fewest different prompts of a hold-out that determines one; about a hundred are needed where answers differ by about one unit of reward. */
    public static final int LEAST_PROMPTS = 50;

    /** Fewest pairs on either side of zero: a hold-out that a model orders all but rightly, or all but wrongly, says nothing about how surely. */
    public static final int LEAST_OF_EACH = 10;

    /** Widest interval, as the ratio of its ends. */
    public static final double WIDEST = 4;

    private static final double NORMAL_95 = 1.959964;

    public Temperature {
        if (!(0 < low && low <= value && value <= high && high <= low * WIDEST)) {
            throw new IllegalArgumentException("temperature " + value + " with the interval " + low + " to " + high);
        }
    }

    /**
     * The temperature of a hold-out; empty where it determines none.
     *
     * @param prompts the prompt of each pair, as long as {@code scores}
     */
    public static Optional<Temperature> fit(List<PairScore> scores, List<String> prompts) {
        if (scores.size() != prompts.size()) {
            throw new IllegalArgumentException(
                    "scores and prompts differ in number: " + scores.size() + ", " + prompts.size());
        }
        long right = scores.stream().filter(score -> score.margin() > 0).count();
        long wrong = scores.stream().filter(score -> score.margin() < 0).count();
        boolean finite = scores.stream().allMatch(score -> Double.isFinite(score.margin()));
        if (!finite || prompts.stream().distinct().count() < LEAST_PROMPTS || Math.min(right, wrong) < LEAST_OF_EACH) {
            return Optional.empty();
        }
        double value = Calibration.temperature(scores);
        double inverse = 1 / value;
        double distance = NORMAL_95 * deviation(inverse, scores, prompts);
        double low = 1 / (inverse + distance);
        double high = 1 / (inverse - distance); // negative or infinite where zero is in the interval
        return low > Calibration.COLDEST && high < Calibration.HOTTEST && high > 0 && high <= low * WIDEST
                ? Optional.of(new Temperature(value, low, high))
                : Optional.empty();
    }

    private static double deviation(double inverse, List<PairScore> scores, List<String> prompts) {
        Map<String, Double> slopes = new HashMap<>();
        double curvature = 0;
        for (int i = 0; i < scores.size(); i++) {
            double margin = scores.get(i).margin();
            double wrong = Calibration.sigmoid(-inverse * margin);
            slopes.merge(prompts.get(i), margin * wrong, Double::sum);
            curvature += margin * margin * wrong * (1 - wrong);
        }
        double variance = slopes.values().stream()
                .mapToDouble(slope -> slope * slope)
                .sorted() // the order of a map is no one's choice
                .sum();
        return Math.sqrt(variance) / curvature;
    }
}
