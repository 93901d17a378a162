package dev.laurel.trainer.train;

/**
 * Seconds that a version took until it was ready to be published.
 *
 * @param all of it; the others are parts
 * @param loading models and what training keeps of them
 * @param encoding making token ids of the pairs
 * @param steps forward and backward passes and updates
 * @param checkpoints writing step checkpoints and the model
 * @param scoring forward passes over hold-out and anchors
 */
public record PhaseSeconds(
        double all, double loading, double encoding, double steps, double checkpoints, double scoring) {}
