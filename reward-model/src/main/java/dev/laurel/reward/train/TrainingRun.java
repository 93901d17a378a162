package dev.laurel.reward.train;

import java.nio.file.Path;
import java.util.List;

import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.text.EncodedPair;

/** placeholder of the signature */
public final class TrainingRun implements AutoCloseable {

    private TrainingRun() {}

    /** Loads the weights of a model directory as the start of a run of so many optimizer steps. */
    public static TrainingRun start(Path from, Engine engine, TrainingOptions options, long totalSteps) {
        throw new UnsupportedOperationException();
    }

    public TrainingOptions options() {
        throw new UnsupportedOperationException();
    }

    /** One optimizer step on a batch of pairs. */
    public StepReport step(List<EncodedPair> batch) {
        throw new UnsupportedOperationException();
    }

    /** Writes the weights as they are now into a new or empty directory, float32, with tokenizer and profile of the start. */
    public void save(Path dir) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
