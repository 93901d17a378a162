package dev.laurel.reward.train;

/**
 * What one optimizer step did.
 *
 * @param step from 1
 * @param loss in nats, weighted mean over the batch, before the update
 * @param accuracy share of pairs whose chosen side had the higher reward; a tie counts as wrong
 * @param margin mean of chosen minus rejected reward
 * @param gradientNorm L2 norm over all gradients, before clipping
 * @param learningRate what the update used
 * @param tokens tokens of both sides of all pairs
 * @param pairs size of the batch
 */
public record StepReport(
        long step,
        double loss,
        double accuracy,
        double margin,
        double gradientNorm,
        double learningRate,
        int tokens,
        int pairs) {}
