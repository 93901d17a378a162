package dev.laurel.reward.train;

/**
 * Parameters of AdamW (Loshchilov and Hutter 2019) with gradient clipping; the arithmetic is torch's fused kernel.
 *
 * @param weightDecay decoupled decay, multiplied by the learning rate
 * @param decayAll whether biases and norms decay too, as torch does by default; OpenRLHF exempts them
 * @param clipNorm the largest L2 norm over all gradients together
 */
public record AdamW(double beta1, double beta2, double eps, double weightDecay, boolean decayAll, double clipNorm) {

    /** OpenRLHF's betas and groups, clipped at 1. */
    public static final AdamW DEFAULT = new AdamW(0.9, 0.95, 1e-8, 0.01, false, 1.0);

    public AdamW {
        if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1)) {
            throw new IllegalArgumentException("betas outside [0, 1): " + beta1 + ", " + beta2);
        }
        if (!(eps > 0) || !(weightDecay >= 0) || !(clipNorm > 0)) {
            throw new IllegalArgumentException(
                    "eps, weight decay or clip norm not positive: " + eps + ", " + weightDecay + ", " + clipNorm);
        }
    }
}
