package dev.laurel.reward.train;

/** How the learning rate moves after the warm-up; the functions that transformers' schedules of the same names compute. */
public enum Schedule {
    CONSTANT,
    LINEAR,
    COSINE,
    /** Cosine that ends at a tenth of the peak. */
    COSINE_WITH_MIN;

    private static final double MIN_RATE = 0.1;

    /**
     * Share of the peak learning rate that a step uses.
     *
     * @param step steps taken before, from 0
     * @param warmup steps of linear warm-up from 0; the first of them therefore uses 0
     * @param total steps of the whole run
     */
    public double factor(long step, long warmup, long total) {
        if (step < warmup) {
            return (double) step / Math.max(1, warmup);
        }
        double progress = (double) (step - warmup) / Math.max(1, total - warmup);
        double cosine = Math.max(0, 0.5 * (1 + Math.cos(Math.PI * progress)));
        return switch (this) {
            case CONSTANT -> 1;
            case LINEAR -> Math.max(0, (double) (total - step) / Math.max(1, total - warmup));
            case COSINE -> cosine;
            case COSINE_WITH_MIN -> cosine * (1 - MIN_RATE) + MIN_RATE;
        };
    }
}
