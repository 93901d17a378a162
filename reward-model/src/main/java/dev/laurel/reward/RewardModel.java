package dev.laurel.reward;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.LoraAdapter;
import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.network.RewardNetwork;
import dev.laurel.reward.network.TokenBatch;
import dev.laurel.reward.text.FormattingProfile;
import dev.laurel.reward.text.RewardText;
import dev.laurel.reward.text.TokenSequence;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loaded reward model: a number for a conversation, higher where people would prefer it. Safe for many threads; closing waits for those
 * that are scoring.
 */
public final class RewardModel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RewardModel.class);

    /** Tokens of one forward pass on a CPU: enough to keep all threads busy, few enough to stay in the caches. */
    private static final int CPU_TOKEN_BUDGET = 4_096;

    /** As much on a GPU, which has many more units to keep busy. */
    private static final int GPU_TOKEN_BUDGET = 16_384;

    private final Path path;
    private final HuggingFaceDirectory weights;
    private final RewardScale scale;
    private final RewardText text;
    private final RewardNetwork network;
    private final String weightDigest;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed;

    private RewardModel(Path path, HuggingFaceDirectory model, RewardText text, RewardNetwork network) {
        this.path = path;
        this.weights = model;
        this.scale = model.scale();
        this.text = text;
        this.network = network;
        this.weightDigest = model.weightDigest();
    }

    private RewardModel(Path path, LoraAdapter adapter, RewardText text, RewardNetwork network) {
        this.path = path;
        this.weights = adapter.base();
        this.scale = RewardScale.IDENTITY; // that of the base is not the adapted model's
        this.text = text;
        this.network = network;
        this.weightDigest = adapter.weightDigest();
    }

    /**
     * Loads a Hugging Face directory that holds weights, tokenizer and formatting profile; or a PEFT adapter, with the model it names.
     *
     * @throws dev.laurel.reward.checkpoint.CheckpointException naming file and value if the directory cannot be used
     */
    public static RewardModel load(Path dir, Engine engine) {
        if (LoraAdapter.isAdapter(dir)) {
            LoraAdapter adapter = LoraAdapter.open(dir).withHead();
            try (RewardNetwork base = RewardNetwork.forScoring(adapter.base(), engine)) {
                return adapted(dir, adapter, base);
            }
        }
        HuggingFaceDirectory model =
                HuggingFaceDirectory.open(dir).withTokenizer().withHead();
        RewardText text = RewardText.load(dir);
        model.warnings().forEach(LOG::warn);
        try {
            return new RewardModel(dir, model, text, RewardNetwork.forScoring(model, engine));
        } catch (RuntimeException e) {
            text.close();
            throw e;
        }
    }

    /**
     * This model with a PEFT adapter, sharing its weights in memory; both are used and closed independently.
     *
     * @param dir the adapter's directory; the model that it names does not matter
     * @throws dev.laurel.reward.checkpoint.CheckpointException naming file and value if it does not fit this model
     * @throws IllegalStateException if this model is closed
     */
    public RewardModel adapted(Path dir) {
        return use(() -> adapted(dir, LoraAdapter.open(dir, weights.path()), network));
    }

    private static RewardModel adapted(Path dir, LoraAdapter adapter, RewardNetwork base) {
        FormattingProfile profile =
                FormattingProfile.ofAdapter(dir, adapter.base().path());
        RewardText text = RewardText.load(adapter.textDirectory(), profile);
        try {
            return new RewardModel(dir, adapter, text, base.adapted(adapter));
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
        return scale;
    }

    /** What people should know who use this model elsewhere, a sentence each; also logged once it is loaded. */
    public List<String> warnings() {
        return weights.warnings();
    }

    /** SHA-256 over names, types, shapes and numbers of all weights, in hexadecimal. */
    public String weightDigest() {
        return weightDigest;
    }

    /** Throws IllegalArgumentException naming what the model cannot read: too many ids, or one outside its vocabulary. */
    public void requireReadable(TokenSequence sequence) {
        network.requireReadable(sequence);
    }

    /**
     * Raw rewards, in the order of the sequences.
     *
     * @throws IllegalArgumentException naming a sequence that the model cannot read: too long, or with an id outside its vocabulary
     * @throws IllegalStateException if the model is closed
     */
    public float[] score(List<TokenSequence> sequences) {
        sequences.forEach(network::requireReadable);
        return use(() -> {
            float[] rewards = new float[sequences.size()];
            int at = 0;
            for (TokenBatch batch : TokenBatch.within(tokenBudget(network.engine()), sequences)) {
                System.arraycopy(network.scores(batch), 0, rewards, at, batch.size());
                at += batch.size();
            }
            return rewards;
        });
    }

    /**
     * Writes the model as a Hugging Face directory, float32, with tokenizer and profile: an adapter is merged into the weights. On an
     * engine that computes in bfloat16 they are rounded to that.
     *
     * @param dir a new or empty directory
     * @throws IllegalStateException if the model is closed
     */
    public void saveAs(Path dir) {
        use(() -> {
            weights.saveAs(dir, network.contents());
            return null;
        });
    }

    /** Most tokens of one forward pass on an engine's device. */
    public static int tokenBudget(Engine engine) {
        return engine.onGpu() ? GPU_TOKEN_BUDGET : CPU_TOKEN_BUDGET;
    }

    private <T> T use(Supplier<T> work) {
        use.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the reward model is closed: " + path);
            }
            return work.get();
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
