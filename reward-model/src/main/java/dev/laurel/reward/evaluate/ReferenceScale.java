package dev.laurel.reward.evaluate;

import java.util.stream.DoubleStream;

import dev.laurel.reward.checkpoint.RewardScale;

/** The map of a model's rewards onto a scale that an earlier model's rewards of the same texts define. */
public final class ReferenceScale {

    private ReferenceScale() {}

    /**
     * The scale on which {@code rewards} have the mean and the standard deviation of {@code reference}; the identity where the rewards are all equal or no
     * numbers, which no scale can mend.
     *
     * @param rewards of the model, raw, of some texts
     * @param reference of the same texts, on the reference scale, not all equal
     */
    public static RewardScale fit(double[] rewards, double[] reference) {
        if (rewards.length != reference.length || rewards.length < 2) {
            throw new IllegalArgumentException("rewards and reference differ in number or are fewer than two: "
                    + rewards.length + ", " + reference.length);
        }
        double std = std(rewards) / std(reference);
        return std > 0 && Double.isFinite(std)
                ? new RewardScale(mean(rewards) - std * mean(reference), std)
                : RewardScale.IDENTITY;
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).average().orElseThrow();
    }

    private static double std(double[] values) {
        double mean = mean(values);
        return Math.sqrt(DoubleStream.of(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }
}
