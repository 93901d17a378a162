package dev.laurel.trainer.train;

/**
 * Seconds that a challenger took. Training and evaluating are all of it; the others are parts of them.
 *
 * @param evaluating loading both models, encoding and scoring
 * @param encoding making token ids of the pairs
 * @param steps forward and backward passes and updates
 * @param checkpoints writing step checkpoints and the model
 * @param scoring forward passes of parent and challenger over the hold-out
 */
public record Spent(
        double training, double evaluating, double encoding, double steps, double checkpoints, double scoring) {}
