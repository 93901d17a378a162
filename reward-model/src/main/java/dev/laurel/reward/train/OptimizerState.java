package dev.laurel.reward.train;

import java.util.ArrayList;
import java.util.List;

import dev.laurel.reward.checkpoint.CheckpointException;
import dev.laurel.reward.checkpoint.Parameter;
import dev.laurel.reward.checkpoint.SafetensorsFile;
import dev.laurel.reward.checkpoint.StoredTensor;
import dev.laurel.reward.checkpoint.TensorContent;
import dev.laurel.reward.network.RewardNetwork;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** AdamW's moments of every trained weight, and its update of those that decay and of those that do not. */
final class OptimizerState {

    private static final String FIRST = "first.";
    private static final String SECOND = "second.";
    private static final List<String> LISTS = List.of("weights[]", "gradients[]", "first[]", "second[]", "steps[]");

    private final AdamW adamW;
    private final RewardNetwork network;
    private final NDManager memory;
    private final boolean[] decays; // (weights,)
    private final NDList first = new NDList();
    private final NDList second = new NDList();
    private final NDList steps = new NDList(); // float32 (), how many updates a weight has had

    OptimizerState(AdamW adamW, RewardNetwork network, NDManager memory) {
        this.adamW = adamW;
        this.network = network;
        this.memory = memory;
        List<Parameter> parameters = network.trainedParameters();
        this.decays = new boolean[parameters.size()];
        for (int i = 0; i < decays.length; i++) {
            decays[i] = adamW.decayAll() || !parameters.get(i).biasOrNorm();
            NDArray weight = network.trainedWeights().get(i);
            first.add(zeros(weight.getShape(), weight.getDataType()));
            second.add(zeros(weight.getShape(), weight.getDataType()));
            steps.add(zeros(new Shape(), DataType.FLOAT32));
        }
    }

    /** The moments, on their way into a file. */
    List<TensorContent> contents() {
        List<TensorContent> contents = new ArrayList<>();
        List<Parameter> parameters = network.trainedParameters();
        for (int i = 0; i < decays.length; i++) {
            contents.add(network.content(prefixed(FIRST, parameters.get(i)), first.get(i)));
            contents.add(network.content(prefixed(SECOND, parameters.get(i)), second.get(i)));
        }
        return contents;
    }

    /** Continues from moments of a file, after so many updates of every weight. */
    void restore(NDManager step, SafetensorsFile file, long updates) {
        List<Parameter> parameters = network.trainedParameters();
        for (int i = 0; i < decays.length; i++) {
            network.read(step, stored(file, prefixed(FIRST, parameters.get(i))), first.get(i));
            network.read(step, stored(file, prefixed(SECOND, parameters.get(i))), second.get(i));
            steps.get(i).addi(updates);
        }
    }

    private static StoredTensor stored(SafetensorsFile file, Parameter parameter) {
        StoredTensor stored = file.tensors().get(parameter.name());
        if (stored == null || !stored.shape().equals(parameter.shape())) {
            throw new CheckpointException(file.path(), "has no " + parameter.name() + " of shape " + parameter.shape());
        }
        return stored;
    }

    private static Parameter prefixed(String prefix, Parameter parameter) {
        return new Parameter(prefix + parameter.name(), parameter.shape());
    }

    private NDArray zeros(Shape shape, DataType type) {
        return memory.zeros(shape, type);
    }

    /** Moves every weight by its gradient. */
    void update(NDManager step, NDList gradients, double learningRate) {
        update(step, gradients, learningRate, adamW.weightDecay(), true);
        update(step, gradients, learningRate, 0, false);
    }

    private void update(NDManager step, NDList gradients, double learningRate, double decay, boolean decaying) {
        NDList lists = new NDList();
        List<NDList> groups = List.of(network.trainedWeights(), gradients, first, second, steps);
        for (int group = 0; group < groups.size(); group++) {
            for (int i = 0; i < decays.length; i++) {
                if (decays[i] == decaying) {
                    NDArray member = groups.get(group).get(i);
                    member.setName(LISTS.get(group));
                    lists.add(member);
                }
            }
        }
        if (!lists.isEmpty()) {
            double[] hyper = {learningRate, adamW.beta1(), adamW.beta2(), decay, adamW.eps()};
            network.adamW(step, hyper, lists);
        }
    }
}
