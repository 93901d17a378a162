package dev.laurel.reward.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.laurel.reward.checkpoint.Backbone;
import dev.laurel.reward.checkpoint.LoraAdapter;
import dev.laurel.reward.checkpoint.LowRank;
import dev.laurel.reward.checkpoint.Parameter;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/**
 * The weights as the network's text takes them, those of the backbone and then the factors of an adapter, A before B, with the numbers
 * that describe them. Used on the engine's thread.
 */
final class NetworkWeights {

    private final Backbone backbone;
    private final List<Parameter> parameters = new ArrayList<>();
    private final NDList list = new NDList();
    private final List<LowRank> adapted;
    private final int[] trained; // places in the list, ascending
    private final NDList description; // plan, real, inverse, kind

    private NetworkWeights(BackboneWeights base, NDManager memory, List<LowRank> adapted, int[] trained) {
        this.backbone = base.source().backbone();
        this.parameters.addAll(backbone.parameters());
        this.list.addAll(base.weights());
        this.adapted = adapted;
        this.trained = trained;
        for (LowRank each : adapted) {
            parameters.add(each.a());
            parameters.add(each.b());
        }
        this.description = description(base, memory);
    }

    /** A backbone's weights alone: all of them are trained if any is. */
    static NetworkWeights of(BackboneWeights base, NDManager memory) {
        int size = base.weights().size();
        return new NetworkWeights(
                base, memory, List.of(), IntStream.range(0, size).toArray());
    }

    /**
     * A backbone's weights with an adapter, which alone is trained if anything is.
     *
     * @param seed decides the factors of a new adapter
     */
    static NetworkWeights adapted(
            BackboneWeights base, LoraAdapter adapter, NDManager memory, NDManager step, long seed) {
        int size = base.weights().size();
        int first = adapter.trainsHead() ? size - 1 : size; // the head is the backbone's last weight
        int[] trained =
                IntStream.range(first, size + 2 * adapter.adapted().size()).toArray();
        NetworkWeights weights = new NetworkWeights(base, memory, adapter.adapted(), trained);
        DataType type = TorchTypes.master(base.engine().dtype());
        if (adapter.trainsHead()) {
            NDArray head = adapter.tensor(weights.backbone.head())
                    .map(stored -> Weights.load(base.module(), memory, step, stored, type))
                    .orElseGet(() -> Weights.copy(base.weights().get(size - 1), memory));
            weights.list.set(size - 1, head);
        }
        Weights.Init init = new Weights.Init(memory, type, seed);
        for (int i = size; i < weights.parameters.size(); i++) {
            Parameter factor = weights.parameters.get(i);
            boolean isA = (i - size) % 2 == 0;
            weights.list.add(adapter.tensor(factor)
                    .map(stored -> Weights.load(base.module(), memory, step, stored, type))
                    .orElseGet(() -> isA ? init.uniform(factor) : init.zeros(factor)));
        }
        return weights;
    }

    private NDList description(BackboneWeights base, NDManager memory) {
        int size = base.weights().size();
        long[] plan = new long[6 + size];
        double[] real = new double[1 + size];
        plan[0] = backbone.layers();
        plan[1] = backbone.heads();
        plan[2] = backbone.keyValueHeads();
        plan[3] = backbone.headDim();
        plan[4] = backbone.bias() ? 1 : 0;
        plan[5] = backbone.queryKeyNorm() ? 1 : 0;
        real[0] = backbone.epsilon();
        for (int i = 0; i < adapted.size(); i++) {
            int target = parameters.indexOf(adapted.get(i).target());
            plan[6 + target] = size + 2L * i;
            real[1 + target] = adapted.get(i).scaling();
        }
        NDManager onCpu = memory.newSubManager(Device.cpu());
        NDArray inverse = memory.create(backbone.rope().inverseFrequencies(backbone.headDim()))
                .toType(TorchTypes.master(base.engine().dtype()), true);
        return new NDList(
                onCpu.create(plan),
                onCpu.create(real),
                inverse,
                onCpu.create(TorchTypes.number(base.engine().dtype())));
    }

    /** All weights, in the order of the text. */
    NDList list() {
        return list;
    }

    /** {@code plan, real, inverse, kind} of the text. */
    NDList description() {
        return description;
    }

    /** Places of the trained weights in the list. */
    long[] trained() {
        return IntStream.of(trained).asLongStream().toArray();
    }

    List<Parameter> trainedParameters() {
        return IntStream.of(trained).mapToObj(parameters::get).toList();
    }

    NDList trainedWeights() {
        return new NDList(IntStream.of(trained).mapToObj(list::get).toList());
    }

    /** A weight of the backbone with its adaptation merged into it; the weight itself where it has none. In the step's memory then. */
    NDArray merged(TorchModule module, NDManager step, int place) {
        Optional<LowRank> lowRank = adapted.stream()
                .filter(each -> each.target().equals(parameters.get(place)))
                .findFirst();
        if (lowRank.isEmpty()) {
            return list.get(place);
        }
        int a = parameters.indexOf(lowRank.get().a());
        NDList arguments = new NDList(step.create(lowRank.get().scaling()));
        arguments.addAll(TorchModule.list("weights", new NDList(list.get(place), list.get(a), list.get(a + 1))));
        return module.run("merged", false, arguments).singletonOrThrow();
    }
}
