package dev.laurel.reward.network;

import java.util.List;
import java.util.Optional;

import dev.laurel.reward.checkpoint.Backbone;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.Parameter;
import dev.laurel.reward.checkpoint.StoredTensor;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * A model's own weights in the engine, with the text that computes with them. Networks share them; they are freed with the last one.
 */
final class BackboneWeights {

    private final Engine engine;
    private final HuggingFaceDirectory source;
    private final NDManager memory;
    private final TorchModule module;
    private final NDList weights = new NDList();
    private int users = 1;

    private BackboneWeights(HuggingFaceDirectory source, Engine engine) {
        this.engine = engine;
        this.source = source;
        this.memory = engine.newManager();
        this.module = engine.call(step -> new TorchModule(memory));
    }

    /**
     * Loads the weights of a directory for one user.
     *
     * @param compact whether they may be held in the format that is computed in, because nobody trains them
     * @param seed decides the reward head of a model that has none
     */
    static BackboneWeights load(HuggingFaceDirectory source, Engine engine, boolean compact, long seed) {
        BackboneWeights loaded = new BackboneWeights(source, engine);
        try {
            engine.call(step -> {
                loaded.fill(step, compact && engine.dtype() == Dtype.BFLOAT16, seed);
                return null;
            });
            return loaded;
        } catch (RuntimeException e) {
            loaded.release();
            throw e;
        }
    }

    private void fill(NDManager step, boolean compact, long seed) {
        List<Parameter> parameters = source.backbone().parameters();
        for (Parameter parameter : parameters) {
            Optional<StoredTensor> stored = source.tensor(parameter);
            NDArray weight = stored.isPresent()
                    ? Weights.load(module, memory, step, stored.get(), TorchTypes.master(engine.dtype()))
                    : Weights.newHead(memory, source.backbone(), TorchTypes.master(engine.dtype()), seed);
            boolean exact = parameter.biasOrNorm() || parameter.name().equals(Backbone.HEAD);
            weights.add(compact && !exact ? cast(step, weight) : weight);
        }
        Weights.requireFinite(module, step, source, parameters, weights);
    }

    private NDArray cast(NDManager step, NDArray weight) {
        try (weight) {
            NDArray kind = step.create(TorchTypes.number(engine.dtype()));
            return module.run("cast", true, new NDList(weight, kind)).singletonOrThrow(); // usable in a graph
        }
    }

    HuggingFaceDirectory source() {
        return source;
    }

    Engine engine() {
        return engine;
    }

    TorchModule module() {
        return module;
    }

    /** In the order of {@link Backbone#parameters()}. */
    NDList weights() {
        return weights;
    }

    /** One more user. */
    synchronized BackboneWeights retain() {
        if (users == 0) {
            throw new IllegalStateException("the weights are freed: " + source.path());
        }
        users++;
        return this;
    }

    /** One user less; the last one frees the memory after the work in flight. */
    synchronized void release() {
        if (users > 0 && --users == 0) {
            engine.release(memory);
        }
    }
}
