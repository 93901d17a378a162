package dev.laurel.reward.checkpoint;

/**
 * Mean and standard deviation of a model's rewards on its reference texts, {@code mean} and {@code std} of its {@code config.json}
 * as OpenRLHF writes them; maps a raw reward onto a common scale.
 */
public record RewardScale(double mean, double std) {

    /** Leaves rewards as they are. */
    public static final RewardScale IDENTITY = new RewardScale(0, 1);

    public RewardScale {
        if (!Double.isFinite(mean)) {
            throw new IllegalArgumentException("mean of rewards is not a number: " + mean);
        }
        if (!(std > 0) || !Double.isFinite(std)) {
            throw new IllegalArgumentException("standard deviation of rewards is not a positive number: " + std);
        }
    }

    public double normalise(double reward) {
        return (reward - mean) / std;
    }
}
