package dev.laurel.reward.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.laurel.reward.checkpoint.Backbone;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.LoraAdapter;
import dev.laurel.reward.checkpoint.Parameter;
import dev.laurel.reward.checkpoint.StoredTensor;
import dev.laurel.reward.checkpoint.TensorContent;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.loss.PreferenceLoss;
import dev.laurel.reward.text.TokenSequence;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/**
 * Weights in the engine and the text that computes with them: rewards, gradients of the loss, and the arithmetic of an optimizer step.
 *
 * <p>Methods that take a manager are for work inside {@link Engine#call}; their results belong to it. The others may be called by any
 * thread.
 */
public final class RewardNetwork implements AutoCloseable {

    private static final long HEAD_SEED = 0;

    private final Engine engine;
    private final BackboneWeights base;
    private final NDManager memory;
    private final NetworkWeights weights;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RewardNetwork(BackboneWeights base, Optional<LoraAdapter> adapter, long seed) {
        this.engine = base.engine();
        this.base = base;
        this.memory = engine.newManager();
        try {
            this.weights =
                    engine.call(step -> adapter.map(each -> NetworkWeights.adapted(base, each, memory, step, seed))
                            .orElseGet(() -> NetworkWeights.of(base, memory)));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Loads weights for scoring, in the engine's format. */
    public static RewardNetwork forScoring(HuggingFaceDirectory source, Engine engine) {
        return new RewardNetwork(BackboneWeights.load(source, engine, true, HEAD_SEED), Optional.empty(), HEAD_SEED);
    }

    /** A network of the same weights with an adapter beside them; both may be used, and closed, independently. */
    public RewardNetwork adapted(LoraAdapter adapter) {
        return new RewardNetwork(base.retain(), Optional.of(adapter), HEAD_SEED);
    }

    /**
     * Loads weights for training: float32 at least, whatever the format of the computation.
     *
     * @param seed decides the reward head of a model that has none
     */
    public static RewardNetwork forTraining(HuggingFaceDirectory source, Engine engine, long seed) {
        return new RewardNetwork(BackboneWeights.load(source, engine, false, seed), Optional.empty(), seed);
    }

    /**
     * Loads weights for the training of an adapter: float32 at least for the adapter, the engine's format for everything else.
     *
     * @param seed decides the factors of a new adapter, and the reward head of a model that has none
     */
    public static RewardNetwork forTraining(LoraAdapter adapter, Engine engine, long seed) {
        return new RewardNetwork(BackboneWeights.load(adapter.base(), engine, true, seed), Optional.of(adapter), seed);
    }

    public Backbone backbone() {
        return base.source().backbone();
    }

    public Engine engine() {
        return engine;
    }

    /** What is trained: every weight, or the adapter's. */
    public List<Parameter> trainedParameters() {
        return weights.trainedParameters();
    }

    /** The weights of {@link #trainedParameters()}; for use on the engine's thread. */
    public NDList trainedWeights() {
        return weights.trainedWeights();
    }

    /** Refuses a sequence that is too long for the network's positions or holds an id outside of its vocabulary. */
    public void requireReadable(TokenSequence sequence) {
        if (sequence.length() > backbone().maxTokens()) {
            throw new IllegalArgumentException("a sequence of " + sequence.length() + " tokens; the model reads "
                    + backbone().maxTokens());
        }
        for (int id : sequence.ids()) {
            if (id < 0 || id >= backbone().vocabulary()) {
                throw new IllegalArgumentException("token id " + id + " outside of a vocabulary of "
                        + backbone().vocabulary());
            }
        }
    }

    /** The reward of each sequence of a batch, read at its last token. */
    public float[] scores(TokenBatch batch) {
        return engine.call(step -> floats(run("scores", step, batch)));
    }

    /** As {@link #scores}, not rounded to float32. */
    double[] exactScores(TokenBatch batch) {
        return engine.call(step -> doubles(run("scores", step, batch)));
    }

    /** Normed hidden states of every token, (T, hidden), row by row. */
    double[] hidden(TokenBatch batch) {
        return engine.call(step -> doubles(run("hidden", step, batch)));
    }

    private NDArray run(String method, NDManager step, TokenBatch batch) {
        return base.module().run(method, false, inputs(step, batch)).singletonOrThrow();
    }

    /**
     * Rewards and loss of a batch's part, with the gradient of every trained weight; to which {@link #addGradients} adds further parts.
     *
     * @param checkpointed whether activations of one layer at a time are held, and computed twice
     */
    public Gradients gradients(
            NDManager step, PairBatch pairs, PreferenceLoss loss, double totalWeight, boolean checkpointed) {
        NDList arguments = inputs(step, pairs.sequences());
        NDManager onCpu = onCpu(step);
        DataType type = TorchTypes.master(engine.dtype());
        arguments.add(onCpu.create(weights.trained()));
        arguments.add(step.create(pairs.margins()).toType(type, false));
        arguments.add(step.create(pairs.weights()).toType(type, false));
        double[] terms = {loss.useMargin() ? 1 : 0, loss.labelSmoothing(), loss.centring(), totalWeight};
        arguments.add(onCpu.create(terms));
        NDList out = base.module().run(checkpointed ? "checkpointed" : "gradients", true, arguments);
        return new Gradients(out.get(0), out.get(1), TorchModule.list("gradients", out.subNDList(2)));
    }

    /** As {@link #gradients}, added to those of the parts before. */
    public Gradients addGradients(
            NDManager step,
            PairBatch pairs,
            PreferenceLoss loss,
            double totalWeight,
            boolean checkpointed,
            Gradients before) {
        Gradients more = gradients(step, pairs, loss, totalWeight, checkpointed);
        NDList lists = new NDList(TorchModule.list("more", more.weights()));
        lists.addAll(before.weights());
        base.module().run("add", false, lists);
        more.weights().close();
        return new Gradients(more.rewards(), more.loss(), before.weights());
    }

    /** Scales gradients together to an L2 norm of at most a limit; the norm before. */
    public NDArray clip(NDManager step, NDList gradients, double limit) {
        NDList arguments = new NDList(onCpu(step).create(limit));
        arguments.addAll(gradients);
        return base.module().run("clip", false, arguments).singletonOrThrow();
    }

    /** One fused AdamW update, in place, of the weights in a list of {@code weights, gradients, first, second, steps}. */
    public void adamW(NDManager step, double[] hyper, NDList lists) {
        NDList arguments = new NDList(onCpu(step).create(hyper));
        arguments.addAll(lists);
        base.module().run("adamw", false, arguments);
    }

    /** The whole model as it is now, an adapter merged into it, on its way into a checkpoint. */
    public List<TensorContent> contents() {
        List<TensorContent> contents = new ArrayList<>();
        List<Parameter> parameters = backbone().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            int place = i;
            contents.add(new TensorContent(
                    parameters.get(i),
                    channel -> engine.call(step -> {
                        Weights.write(weights.merged(base.module(), step, place), channel);
                        return null;
                    })));
        }
        return contents;
    }

    /** What is trained, as it is now, on its way into a file. */
    public List<TensorContent> trainedContents() {
        List<TensorContent> contents = new ArrayList<>();
        NDList trained = weights.trainedWeights();
        for (int i = 0; i < trained.size(); i++) {
            contents.add(content(weights.trainedParameters().get(i), trained.get(i)));
        }
        return contents;
    }

    /** A tensor of the engine on its way into a file. */
    public TensorContent content(Parameter parameter, NDArray tensor) {
        return new TensorContent(
                parameter,
                channel -> engine.call(step -> {
                    Weights.write(tensor, channel);
                    return null;
                }));
    }

    /** Puts the numbers of a stored tensor into one of the engine's that has its shape. */
    public void read(NDManager step, StoredTensor stored, NDArray target) {
        Weights.read(base.module(), step, stored, target);
    }

    /** Frees the weights after the work in flight, shared ones with their last user. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            engine.release(memory);
            base.release();
        }
    }

    /** Numbers of a one-dimensional tensor. */
    public static float[] floats(NDArray tensor) {
        return tensor.toDevice(Device.cpu(), false)
                .toType(DataType.FLOAT32, false)
                .toFloatArray();
    }

    private static double[] doubles(NDArray tensor) {
        return tensor.toDevice(Device.cpu(), false)
                .toType(DataType.FLOAT64, false)
                .toDoubleArray();
    }

    private NDList inputs(NDManager step, TokenBatch batch) {
        NDList inputs = new NDList(
                step.create(batch.tokens()),
                step.create(batch.positions()),
                step.create(batch.ends()),
                onCpu(step).create(batch.lengths()));
        inputs.addAll(TorchModule.list("weights", weights.list()));
        inputs.addAll(weights.description());
        return inputs;
    }

    private static NDManager onCpu(NDManager step) {
        return step.newSubManager(Device.cpu());
    }
}
