package dev.laurel.reward.loss;

/**
 * The loss of a preference pair with rewards r_c (chosen) and r_r (rejected), in nats; its arithmetic is in the network's text.
 *
 * <p>With z = r_c − r_r − margin: −(1 − ε)·log σ(z) − ε·log σ(−z) + c·(r_c + r_r)², weighted mean over the pairs of a batch.
 *
 * @param kind which function of the rewards
 * @param useMargin whether a pair's margin enters z; never for {@link Kind#LOG_EXP}
 * @param labelSmoothing ε in [0, 0.5): the share of labels believed to be wrong
 * @param centring c ≥ 0: keeps rewards near 0 (Eisenstein et al. 2023, "helping or herding", eq. 2)
 */
public record PreferenceLoss(Kind kind, boolean useMargin, double labelSmoothing, double centring) {

    /** Which function of the two rewards. */
    public enum Kind {
        /** −log σ(r_c − r_r − margin); Ouyang et al. 2022, eq. 1, with the margin of Touvron et al. 2023, eq. 2. */
        PAIRWISE,
        /** log(1 + e^(r_r − r_c)), computed without overflow. */
        LOG_EXP
    }

    /** Pairwise without margin, centred by 0.01. */
    public static final PreferenceLoss DEFAULT = new PreferenceLoss(Kind.PAIRWISE, false, 0, 0.01);

    public PreferenceLoss {
        if (kind == Kind.LOG_EXP && useMargin) {
            throw new IllegalArgumentException("the log-exp loss knows no margin");
        }
        if (!(labelSmoothing >= 0 && labelSmoothing < 0.5)) {
            throw new IllegalArgumentException("label smoothing outside [0, 0.5): " + labelSmoothing);
        }
        if (!(centring >= 0) || !Double.isFinite(centring)) {
            throw new IllegalArgumentException("centring is negative or not a number: " + centring);
        }
    }
}
