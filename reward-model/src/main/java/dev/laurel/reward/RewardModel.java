package dev.laurel.reward;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.network.RewardNetwork;
import dev.laurel.reward.network.TokenBatch;
import dev.laurel.reward.text.RewardText;
import dev.laurel.reward.text.TokenSequence;

/**
 * A loaded reward model: a number for a conversation, higher where people would prefer it. Safe for many threads; closing waits for those
 * that are scoring.
 */
public final class RewardModel implements AutoCloseable {

    /** Tokens of one forward pass: enough to keep all threads busy, few enough to stay in the caches. */
    private static final int TOKEN_BUDGET = 4096;

    private final HuggingFaceDirectory directory;
    private final RewardText text;
    private final RewardNetwork network;
    private final String weightDigest;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed;

    private RewardModel(HuggingFaceDirectory directory, RewardText text, RewardNetwork network) {
        this.directory = directory;
        this.text = text;
        this.network = network;
        this.weightDigest = directory.weightDigest();
    }

    /**
     * Loads a Hugging Face directory that holds weights, tokenizer and formatting profile.
     *
     * @throws dev.laurel.reward.checkpoint.CheckpointException naming file and value if the directory cannot be used
     */
    public static RewardModel load(Path dir, Engine engine) {
        HuggingFaceDirectory directory =
                HuggingFaceDirectory.open(dir).withTokenizer().withHead();
        RewardText text = RewardText.load(dir);
        try {
            return new RewardModel(directory, text, RewardNetwork.forScoring(directory, engine));
        } catch (RuntimeException e) {
            text.close();
            throw e;
        }
    }

    /** How this model reads conversations: its tokenizer, template and profile. */
    public RewardText text() {
        return text;
    }

    /** Mean and standard deviation of rewards that the model's configuration carries. */
    public RewardScale scale() {
        return directory.scale();
    }

    /** SHA-256 over names, types, shapes and numbers of all weights, in hexadecimal. */
    public String weightDigest() {
        return weightDigest;
    }

    /**
     * Raw rewards, in the order of the sequences.
     *
     * @throws IllegalArgumentException naming a sequence that the model cannot read: too long, or with an id outside its vocabulary
     * @throws IllegalStateException if the model is closed
     */
    public float[] score(List<TokenSequence> sequences) {
        sequences.forEach(network::requireReadable);
        use.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the reward model is closed: " + directory.path());
            }
            float[] rewards = new float[sequences.size()];
            int at = 0;
            for (TokenBatch batch : TokenBatch.within(TOKEN_BUDGET, sequences)) {
                System.arraycopy(network.scores(batch), 0, rewards, at, batch.size());
                at += batch.size();
            }
            return rewards;
        } finally {
            use.readLock().unlock();
        }
    }

    /** Frees the weights once nobody scores with them any more. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                network.close();
                text.close();
            }
        } finally {
            use.writeLock().unlock();
        }
    }
}
