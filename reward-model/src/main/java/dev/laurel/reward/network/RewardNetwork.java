package dev.laurel.reward.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.laurel.reward.checkpoint.Backbone;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.Parameter;
import dev.laurel.reward.checkpoint.StoredTensor;
import dev.laurel.reward.checkpoint.TensorContent;
import dev.laurel.reward.engine.Dtype;
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
    private static final String WEIGHTS = "weights[]";
    private static final String GRADIENTS = "gradients[]";

    private final Engine engine;
    private final Backbone backbone;
    private final NDManager memory;
    private final TorchModule module;
    private final NDList weights = new NDList();
    private final NDList shape = new NDList(); // plan, real, inverse, kind

    private RewardNetwork(Engine engine, Backbone backbone) {
        this.engine = engine;
        this.backbone = backbone;
        this.memory = engine.newManager();
        this.module = engine.call(step -> new TorchModule(memory));
    }

    /** Loads weights for scoring, in the engine's format. */
    public static RewardNetwork forScoring(HuggingFaceDirectory source, Engine engine) {
        return load(source, engine, HEAD_SEED, true);
    }

    /**
     * Loads weights for training: float32 at least, whatever the format of the computation.
     *
     * @param seed decides the reward head of a model that has none
     */
    public static RewardNetwork forTraining(HuggingFaceDirectory source, Engine engine, long seed) {
        return load(source, engine, seed, false);
    }

    private static RewardNetwork load(HuggingFaceDirectory source, Engine engine, long seed, boolean compact) {
        RewardNetwork network = new RewardNetwork(engine, source.backbone());
        try {
            engine.call(step -> {
                network.describe();
                network.fill(source, step, seed, compact && engine.options().dtype() == Dtype.BFLOAT16);
                return null;
            });
            return network;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private void describe() {
        long[] plan = {
            backbone.layers(),
            backbone.heads(),
            backbone.keyValueHeads(),
            backbone.headDim(),
            backbone.bias() ? 1 : 0,
            backbone.queryKeyNorm() ? 1 : 0
        };
        NDManager onCpu = memory.newSubManager(Device.cpu());
        shape.add(onCpu.create(plan));
        shape.add(onCpu.create(new double[] {backbone.epsilon()}));
        shape.add(memory.create(backbone.rope().inverseFrequencies(backbone.headDim()))
                .toType(masterType(), true));
        shape.add(onCpu.create(TorchModule.kind(engine.options().dtype())));
    }

    private void fill(HuggingFaceDirectory source, NDManager step, long seed, boolean compact) {
        List<Parameter> parameters = backbone.parameters();
        for (Parameter parameter : parameters) {
            Optional<StoredTensor> stored = source.tensor(parameter);
            NDArray weight = stored.isPresent()
                    ? Weights.load(module, memory, step, stored.get(), masterType())
                    : Weights.newHead(memory, backbone, masterType(), seed);
            if (compact && !parameter.biasOrNorm() && !parameter.name().equals(Backbone.HEAD)) {
                weight = cast(weight);
            }
            weight.setName(WEIGHTS);
            weights.add(weight);
        }
        Weights.requireFinite(module, step, source, parameters, weights);
    }

    private NDArray cast(NDArray weight) {
        try (weight) {
            return module.run("cast", false, new NDList(weight, shape.get(3))).singletonOrThrow();
        }
    }

    public Backbone backbone() {
        return backbone;
    }

    public Engine engine() {
        return engine;
    }

    /** The weights in the order of {@link Backbone#parameters()}; for use on the engine's thread. */
    public NDList weights() {
        return weights;
    }

    /** Refuses a sequence that is too long for the network's positions or holds an id outside of its vocabulary. */
    public void requireReadable(TokenSequence sequence) {
        if (sequence.length() > backbone.maxTokens()) {
            throw new IllegalArgumentException(
                    "a sequence of " + sequence.length() + " tokens; the model reads " + backbone.maxTokens());
        }
        for (int id : sequence.ids()) {
            if (id < 0 || id >= backbone.vocabulary()) {
                throw new IllegalArgumentException(
                        "token id " + id + " outside of a vocabulary of " + backbone.vocabulary());
            }
        }
    }

    /** The reward of each sequence of a batch, read at its last token. */
    public float[] scores(TokenBatch batch) {
        return engine.call(
                step -> floats(module.run("scores", false, inputs(step, batch)).singletonOrThrow()));
    }

    /** As {@link #scores}, not rounded to float32. */
    double[] exactScores(TokenBatch batch) {
        return engine.call(
                step -> doubles(module.run("scores", false, inputs(step, batch)).singletonOrThrow()));
    }

    /** Normed hidden states of every token, (T, hidden), row by row. */
    double[] hidden(TokenBatch batch) {
        return engine.call(
                step -> doubles(module.run("hidden", false, inputs(step, batch)).singletonOrThrow()));
    }

    /** Rewards and loss of a batch's part, with the gradient of every weight; to which {@link #addGradients} adds further parts. */
    public Gradients gradients(NDManager step, PairBatch pairs, PreferenceLoss loss, double totalWeight) {
        NDList out = module.run("gradients", true, arguments(step, pairs, loss, totalWeight, new NDList()));
        NDList gradients = out.subNDList(2);
        gradients.forEach(gradient -> gradient.setName(GRADIENTS));
        return new Gradients(out.get(0), out.get(1), gradients);
    }

    /** As {@link #gradients}, added to those of the parts before. */
    public Gradients addGradients(
            NDManager step, PairBatch pairs, PreferenceLoss loss, double totalWeight, Gradients before) {
        NDList out = module.run("accumulate", true, arguments(step, pairs, loss, totalWeight, before.weights()));
        return new Gradients(out.get(0), out.get(1), before.weights());
    }

    /** Scales gradients together to an L2 norm of at most a limit; the norm before. */
    public NDArray clip(NDManager step, NDList gradients, double limit) {
        NDList arguments = new NDList(onCpu(step).create(limit));
        arguments.addAll(gradients);
        return module.run("clip", false, arguments).singletonOrThrow();
    }

    /** One fused AdamW update, in place, of the weights in a list of {@code weights, gradients, first, second, steps}. */
    public void adamW(NDManager step, double[] hyper, NDList lists) {
        NDList arguments = new NDList(onCpu(step).create(hyper));
        arguments.addAll(lists);
        module.run("adamw", false, arguments);
    }

    /** The weights as they are now, on their way into a checkpoint. */
    public List<TensorContent> contents() {
        List<TensorContent> contents = new ArrayList<>();
        List<Parameter> parameters = backbone.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            contents.add(content(parameters.get(i), weights.get(i)));
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
        Weights.read(module, step, stored, target);
    }

    /** Frees the weights after the work in flight. */
    @Override
    public void close() {
        engine.release(memory);
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
                onCpu(step).create(batch.lengths()));
        inputs.addAll(weights);
        inputs.addAll(shape);
        return inputs;
    }

    private NDList arguments(NDManager step, PairBatch pairs, PreferenceLoss loss, double totalWeight, NDList before) {
        NDList arguments = inputs(step, pairs.sequences());
        arguments.addAll(before);
        arguments.add(step.create(pairs.margins()).toType(masterType(), false));
        arguments.add(step.create(pairs.weights()).toType(masterType(), false));
        double[] terms = {loss.useMargin() ? 1 : 0, loss.labelSmoothing(), loss.centring(), totalWeight};
        arguments.add(onCpu(step).create(terms));
        return arguments;
    }

    private static NDManager onCpu(NDManager step) {
        return step.newSubManager(Device.cpu());
    }

    private DataType masterType() {
        return engine.options().dtype() == Dtype.FLOAT64 ? DataType.FLOAT64 : DataType.FLOAT32;
    }
}
