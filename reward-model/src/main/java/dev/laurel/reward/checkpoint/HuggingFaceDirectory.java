package dev.laurel.reward.checkpoint;

import java.nio.file.Path;

/** placeholder of the signature */
public final class HuggingFaceDirectory {

    private HuggingFaceDirectory() {}

    /** Opens a model directory for reading; checks configuration, tensors and tokenizer files. */
    public static HuggingFaceDirectory open(Path dir) {
        throw new UnsupportedOperationException();
    }

    /** Writes mean and standard deviation of rewards into the configuration of a saved model. */
    public static void writeScale(Path dir, RewardScale scale) {
        throw new UnsupportedOperationException();
    }
}
