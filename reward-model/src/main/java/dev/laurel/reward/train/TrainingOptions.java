package dev.laurel.reward.train;

import java.util.Optional;

import dev.laurel.reward.checkpoint.LoraConfig;
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
 * @param seed decides the order of the pairs, and the numbers of what is new: a reward head, an adapter
 * @param lora trains an adapter of this kind instead of the whole model
 * @param gradientCheckpointing holds the activations of one layer at a time, for a third more computation
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
        long seed,
        Optional<LoraConfig> lora,
        boolean gradientCheckpointing) {

    /** One pass that trains the starter model well; a pretrained model wants a learning rate a hundred times lower. */
    public static final TrainingOptions DEFAULTS = new TrainingOptions(
            1e-3,
            Schedule.COSINE_WITH_MIN,
            0.05,
            1,
            8,
            8192,
            AdamW.DEFAULT,
            PreferenceLoss.DEFAULT,
            1,
            Optional.empty(),
            false);

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
        return with(rate, epochs, batchPairs, loss, seed, lora, gradientCheckpointing);
    }

    public TrainingOptions withEpochs(int passes) {
        return with(learningRate, passes, batchPairs, loss, seed, lora, gradientCheckpointing);
    }

    public TrainingOptions withBatchPairs(int pairs) {
        return with(learningRate, epochs, pairs, loss, seed, lora, gradientCheckpointing);
    }

    public TrainingOptions withLoss(PreferenceLoss other) {
        return with(learningRate, epochs, batchPairs, other, seed, lora, gradientCheckpointing);
    }

    public TrainingOptions withSeed(long other) {
        return with(learningRate, epochs, batchPairs, loss, other, lora, gradientCheckpointing);
    }

    public TrainingOptions withLora(LoraConfig adapter) {
        return with(learningRate, epochs, batchPairs, loss, seed, Optional.of(adapter), gradientCheckpointing);
    }

    public TrainingOptions withGradientCheckpointing(boolean checkpointing) {
        return with(learningRate, epochs, batchPairs, loss, seed, lora, checkpointing);
    }

    private TrainingOptions with(
            double rate,
            int passes,
            int pairs,
            PreferenceLoss otherLoss,
            long otherSeed,
            Optional<LoraConfig> adapter,
            boolean checkpointing) {
        return new TrainingOptions(
                rate,
                schedule,
                warmupRatio,
                passes,
                pairs,
                tokenBudget,
                adamW,
                otherLoss,
                otherSeed,
                adapter,
                checkpointing);
    }
}
