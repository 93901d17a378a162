package dev.laurel.reward.train;

import dev.laurel.reward.loss.PreferenceLoss;

/**
 * Everything about a training run except its data, its starting weights and the machine.
 *
 * @param learningRate the peak, after the warm-up
 * @param schedule how the learning rate moves from there
 * @param warmupRatio share of all steps that warm up
 * @param epochs passes over the pairs
 * @param batchPairs pairs of one optimizer step
 * @param tokenBudget most tokens of one forward and backward pass; a batch above it is accumulated over several
 * @param seed decides the order of the pairs
 */
public record TrainingOptions(
        double learningRate,
        Schedule schedule,
        double warmupRatio,
        int epochs,
        int batchPairs,
        int tokenBudget,
        AdamW adamW,
        PreferenceLoss loss,
        long seed) {

    /** One pass that trains the starter model well; a pretrained model wants a learning rate a hundred times lower. */
    public static final TrainingOptions DEFAULTS = new TrainingOptions(
            1e-3, Schedule.COSINE_WITH_MIN, 0.05, 1, 8, 8192, AdamW.DEFAULT, PreferenceLoss.DEFAULT, 1);

    public TrainingOptions {
        if (!(learningRate > 0) || !Double.isFinite(learningRate)) {
            throw new IllegalArgumentException("learning rate is not a positive number: " + learningRate);
        }
        if (!(warmupRatio >= 0 && warmupRatio < 1)) {
            throw new IllegalArgumentException("warm-up ratio outside [0, 1): " + warmupRatio);
        }
        if (epochs < 1 || batchPairs < 1 || tokenBudget < 2) {
            throw new IllegalArgumentException("epochs, batch pairs or token budget too small: " + epochs + ", "
                    + batchPairs + ", " + tokenBudget);
        }
    }

    /** Optimizer steps of a run over so many pairs, the last batch of an epoch possibly smaller. */
    public long totalSteps(int pairs) {
        return (long) epochs * ((pairs + batchPairs - 1) / batchPairs);
    }

    public TrainingOptions withLearningRate(double rate) {
        return new TrainingOptions(rate, schedule, warmupRatio, epochs, batchPairs, tokenBudget, adamW, loss, seed);
    }

    public TrainingOptions withEpochs(int passes) {
        return new TrainingOptions(
                learningRate, schedule, warmupRatio, passes, batchPairs, tokenBudget, adamW, loss, seed);
    }

    public TrainingOptions withBatchPairs(int pairs) {
        return new TrainingOptions(learningRate, schedule, warmupRatio, epochs, pairs, tokenBudget, adamW, loss, seed);
    }

    public TrainingOptions withLoss(PreferenceLoss other) {
        return new TrainingOptions(
                learningRate, schedule, warmupRatio, epochs, batchPairs, tokenBudget, adamW, other, seed);
    }

    public TrainingOptions withSeed(long other) {
        return new TrainingOptions(
                learningRate, schedule, warmupRatio, epochs, batchPairs, tokenBudget, adamW, loss, other);
    }
}
