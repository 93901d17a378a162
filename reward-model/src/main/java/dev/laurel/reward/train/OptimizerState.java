package dev.laurel.reward.train;

import java.util.List;

import dev.laurel.reward.checkpoint.Parameter;
import dev.laurel.reward.network.RewardNetwork;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** AdamW's moments of every weight, and its update of those that decay and of those that do not. */
final class OptimizerState {

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
        List<Parameter> parameters = network.backbone().parameters();
        this.decays = new boolean[parameters.size()];
        for (int i = 0; i < decays.length; i++) {
            decays[i] = adamW.decayAll() || !parameters.get(i).biasOrNorm();
            NDArray weight = network.weights().get(i);
            first.add(zeros("first[]", weight.getShape(), weight.getDataType()));
            second.add(zeros("second[]", weight.getShape(), weight.getDataType()));
            steps.add(zeros("steps[]", new Shape(), DataType.FLOAT32));
        }
    }

    private NDArray zeros(String name, Shape shape, DataType type) {
        NDArray zeros = memory.zeros(shape, type);
        zeros.setName(name);
        return zeros;
    }

    /** Moves every weight by its gradient. */
    void update(NDManager step, NDList gradients, double learningRate) {
        update(step, gradients, learningRate, adamW.weightDecay(), true);
        update(step, gradients, learningRate, 0, false);
    }

    private void update(NDManager step, NDList gradients, double learningRate, double decay, boolean decaying) {
        NDList lists = new NDList();
        for (NDList list : List.of(network.weights(), gradients, first, second, steps)) {
            for (int i = 0; i < decays.length; i++) {
                if (decays[i] == decaying) {
                    lists.add(list.get(i));
                }
            }
        }
        if (!lists.isEmpty()) {
            double[] hyper = {learningRate, adamW.beta1(), adamW.beta2(), decay, adamW.eps()};
            network.adamW(step, hyper, lists);
        }
    }
}
