package dev.laurel.reward;

import java.nio.file.Path;
import java.util.List;

import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.text.RewardText;
import dev.laurel.reward.text.TokenSequence;

/** placeholder of the signature */
public final class RewardModel implements AutoCloseable {

    private RewardModel() {}

    /** Loads a Hugging Face directory that holds weights, tokenizer and formatting profile. */
    public static RewardModel load(Path dir, Engine engine) {
        throw new UnsupportedOperationException();
    }

    /** The model's own formatting of conversations into tokens. */
    public RewardText text() {
        throw new UnsupportedOperationException();
    }

    /** Mean and standard deviation that the model's configuration carries. */
    public RewardScale scale() {
        throw new UnsupportedOperationException();
    }

    /** SHA-256 over names, shapes and values of all weights, in hexadecimal. */
    public String weightDigest() {
        throw new UnsupportedOperationException();
    }

    /** Raw rewards, in the order of the sequences; safe for many threads. */
    public float[] score(List<TokenSequence> sequences) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
