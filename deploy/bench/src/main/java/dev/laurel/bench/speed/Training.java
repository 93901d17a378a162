package dev.laurel.bench.speed;

import dev.laurel.bench.kit.BenchModel;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.reward.train.TrainingRun;

/** Training runs that are measured: Laurel's defaults at a learning rate that hardly moves the weights. */
final class Training {

    private static final double LEARNING_RATE = 1e-6;
    private static final long STEPS = 1_000_000; // never reached

    private Training() {}

    static TrainingRun start(BenchModel model, Engine engine, int batchPairs) {
        return TrainingRun.start(model.dir(), engine, options(batchPairs), STEPS);
    }

    static TrainingRun startCheckpointing(BenchModel model, Engine engine, int batchPairs) {
        return TrainingRun.start(model.dir(), engine, options(batchPairs).withGradientCheckpointing(true), STEPS);
    }

    private static TrainingOptions options(int batchPairs) {
        return TrainingOptions.DEFAULTS.withLearningRate(LEARNING_RATE).withBatchPairs(batchPairs);
    }
}
