package dev.laurel.reward.network;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.laurel.reward.Golden;
import dev.laurel.reward.Measured;
import dev.laurel.reward.TestEngine;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.Parameter;
import dev.laurel.reward.checkpoint.StoredTensor;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.loss.PreferenceLoss;
import dev.laurel.reward.loss.PreferenceLoss.Kind;
import dev.laurel.reward.text.EncodedPair;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Gradients of the loss by every weight against autograd through the peers' own models. */
class GradientTest {

    private static final double FLOAT32_LOSS = 5e-6;
    private static final double FLOAT32_GRADIENT = 2e-5; // relative L2
    private static final double FLOAT64 = 1e-9;
    private static final List<EncodedPair> PAIRS = Golden.pairs().subList(0, 4);

    /** Loss, rewards and gradients by name of a weight, taken out of native memory. */
    private record Result(double loss, double[] rewards, double norm, Map<String, double[]> gradients) {}

    static Stream<String> models() {
        return Golden.json("gradient/expected.json")
                .path("models")
                .propertyStream()
                .map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("models")
    void areThoseOfThePeersInFloat64(String model) {
        Result ours = gradients(model, loss("plain"), Dtype.FLOAT64, PAIRS.size(), false);

        JsonNode expected = expected(model).path("plain");
        assertThat(Measured.of(
                        "gradient loss float64",
                        Math.abs(ours.loss() - expected.path("loss_float64").asDouble())))
                .isLessThan(FLOAT64);
        assertThat(relativeErrors(model, ours)).isLessThan(FLOAT64);
    }

    @ParameterizedTest
    @MethodSource("models")
    void areThoseOfThePeersInFloat32(String model) {
        expected(model).properties().forEach(mode -> {
            Result ours = gradients(model, loss(mode.getKey()), Dtype.FLOAT32, PAIRS.size(), false);

            assertLossAndHead(mode.getKey(), ours, mode.getValue());
            if (mode.getKey().equals("plain")) {
                assertThat(Measured.of("gradients float32, relative L2", relativeErrors(model, ours)))
                        .isLessThan(FLOAT32_GRADIENT);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void accumulatedPartsGiveTheWhole(String model) {
        Result ours = gradients(model, loss("plain"), Dtype.FLOAT64, 1, false);

        assertThat(relativeErrors(model, ours)).isLessThan(FLOAT64);
        assertThat(ours.loss())
                .isCloseTo(
                        expected(model).path("plain").path("loss_float64").asDouble(),
                        org.assertj.core.data.Offset.offset(FLOAT64));
    }

    @ParameterizedTest
    @MethodSource("models")
    void checkpointingComputesTheSame(String model) {
        Result whole = gradients(model, loss("plain"), Dtype.FLOAT32, PAIRS.size(), false);
        Result checkpointed = gradients(model, loss("plain"), Dtype.FLOAT32, PAIRS.size(), true);

        assertThat(checkpointed.loss()).isEqualTo(whole.loss());
        assertThat(checkpointed.rewards()).isEqualTo(whole.rewards());
        assertThat(checkpointed.gradients()).hasSameSizeAs(whole.gradients());
        whole.gradients()
                .forEach((name, gradient) ->
                        assertThat(checkpointed.gradients().get(name)).as(name).isEqualTo(gradient));
    }

    private static void assertLossAndHead(String mode, Result ours, JsonNode expected) {
        double lossError = Math.abs(ours.loss() - expected.path("loss_float64").asDouble());
        assertThat(Measured.of("gradient loss float32", lossError)).as(mode).isLessThan(FLOAT32_LOSS);
        double headError = relativeL2(
                ours.gradients().get("score.weight"), Golden.doubles(expected.path("score_weight_grad_float64")));
        assertThat(Measured.of("gradients float32, relative L2", headError))
                .as(mode)
                .isLessThan(FLOAT32_GRADIENT);
        double norm = expected.path("total_grad_norm_float64").asDouble();
        assertThat(Math.abs(ours.norm() - norm) / norm).as(mode).isLessThan(FLOAT32_GRADIENT);
        expected.path("grad_l2_norm_per_parameter_float64").properties().forEach(parameter -> {
            double[] gradient = ours.gradients().get(parameter.getKey());
            double length = Math.sqrt(Arrays.stream(gradient).map(x -> x * x).sum());
            double wanted = parameter.getValue().asDouble();
            assertThat(Math.abs(length - wanted) / Math.max(wanted, 1e-12))
                    .as(mode + " " + parameter.getKey())
                    .isLessThan(FLOAT32_GRADIENT);
        });
    }

    /** The largest relative L2 error over the recorded tensors. */
    private static double relativeErrors(String model, Result ours) {
        double largest = 0;
        for (StoredTensor tensor : Golden.tensors("gradient/" + model + "_plain_grads_f64.safetensors")
                .tensors()
                .values()) {
            boolean rows = tensor.name().endsWith(".rows");
            double[] gradient = ours.gradients().get(tensor.name().replace(".rows", ""));
            double error = relativeL2(rows ? embeddingRows(gradient) : gradient, Golden.doubles(tensor));
            largest = Math.max(largest, error);
        }
        return largest;
    }

    /** The recorded rows; every other row must be zero. */
    private static double[] embeddingRows(double[] gradient) {
        double[] rows = Golden.doubles(Golden.json("gradient/expected.json").path("embedding_rows_in_file"));
        int width = 64;
        double[] recorded = new double[rows.length * width];
        double[] rest = gradient.clone();
        for (int i = 0; i < rows.length; i++) {
            int from = (int) rows[i] * width;
            System.arraycopy(gradient, from, recorded, i * width, width);
            Arrays.fill(rest, from, from + width, 0);
        }
        assertThat(Arrays.stream(rest).allMatch(x -> x == 0)).isTrue();
        return recorded;
    }

    static double relativeL2(double[] actual, double[] expected) {
        double difference = 0;
        double length = 0;
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            difference += (actual[i] - expected[i]) * (actual[i] - expected[i]);
            length += expected[i] * expected[i];
        }
        return Math.sqrt(difference) / Math.max(Math.sqrt(length), 1e-30);
    }

    private static Result gradients(
            String model, PreferenceLoss loss, Dtype dtype, int pairsPerPart, boolean checkpointed) {
        try (Engine engine = TestEngine.start(dtype);
                RewardNetwork network =
                        RewardNetwork.forTraining(HuggingFaceDirectory.open(Golden.checkpoint(model)), engine, 0)) {
            return engine.call(step -> gradients(network, step, loss, pairsPerPart, checkpointed));
        }
    }

    private static Result gradients(
            RewardNetwork network, NDManager step, PreferenceLoss loss, int pairsPerPart, boolean checkpointed) {
        double total = PAIRS.stream().mapToDouble(EncodedPair::weight).sum();
        double lossSum = 0;
        Gradients last = null;
        for (int from = 0; from < PAIRS.size(); from += pairsPerPart) {
            PairBatch part = PairBatch.of(PAIRS.subList(from, from + pairsPerPart));
            last = last == null
                    ? network.gradients(step, part, loss, total, checkpointed)
                    : network.addGradients(step, part, loss, total, checkpointed, last);
            lossSum += doubles(last.loss())[0];
        }
        Map<String, double[]> gradients = new HashMap<>();
        List<Parameter> parameters = network.trainedParameters();
        for (int i = 0; i < parameters.size(); i++) {
            gradients.put(parameters.get(i).name(), doubles(last.weights().get(i)));
        }
        double norm = doubles(network.clip(step, last.weights(), 1e9))[0];
        return new Result(lossSum, doubles(last.rewards()), norm, gradients);
    }

    private static double[] doubles(NDArray tensor) {
        return tensor.toType(DataType.FLOAT64, false).toDoubleArray();
    }

    private static PreferenceLoss loss(String mode) {
        return switch (mode) {
            case "plain" -> new PreferenceLoss(Kind.PAIRWISE, false, 0, 0);
            case "margin" -> new PreferenceLoss(Kind.PAIRWISE, true, 0, 0);
            case "logexp" -> new PreferenceLoss(Kind.LOG_EXP, false, 0, 0);
            case "trl_center0.01" -> new PreferenceLoss(Kind.PAIRWISE, false, 0, 0.01);
            case "trl_margin_center0.01" -> new PreferenceLoss(Kind.PAIRWISE, true, 0, 0.01);
            default -> throw new IllegalArgumentException(mode);
        };
    }

    private static JsonNode expected(String model) {
        return Golden.json("gradient/expected.json").path("models").path(model);
    }
}
