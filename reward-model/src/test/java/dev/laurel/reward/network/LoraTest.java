package dev.laurel.reward.network;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.laurel.reward.Golden;
import dev.laurel.reward.Measured;
import dev.laurel.reward.TestEngine;
import dev.laurel.reward.checkpoint.LoraAdapter;
import dev.laurel.reward.checkpoint.SafetensorsFile;
import dev.laurel.reward.checkpoint.StoredTensor;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.loss.PreferenceLoss;
import dev.laurel.reward.loss.PreferenceLoss.Kind;
import dev.laurel.reward.text.EncodedPair;

import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Adapters against PEFT: rewards, gradients, merged weights; tolerances are those of the golden data. */
class LoraTest {

    private static final JsonNode EXPECTED = Golden.json("lora/expected.json");
    private static final List<EncodedPair> PAIRS = Golden.pairs().subList(0, 4);
    private static final PreferenceLoss LOSS = new PreferenceLoss(Kind.PAIRWISE, false, 0, 0);

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({
        "adapter_seqcls, FLOAT32, 2e-5",
        "adapter_plain, FLOAT32, 2e-5",
        "adapter_seqcls, FLOAT64, 1e-10",
        "adapter_plain, FLOAT64, 1e-10"
    })
    void rewardsAreThoseOfPeft(String name, Dtype dtype, double tolerance) {
        LoraAdapter adapter = LoraAdapter.open(Golden.adapter(name, dir));
        try (Engine engine = TestEngine.start(dtype);
                RewardNetwork base = RewardNetwork.forScoring(adapter.base(), engine);
                RewardNetwork network = base.adapted(adapter)) {
            TokenBatch sequences = TokenBatch.of(Golden.sequences());
            double[] untouched = base.exactScores(sequences);

            double[] rewards = network.exactScores(sequences);

            assertThat(Measured.of("LoRA rewards " + dtype, rewards, EXPECTED.path("rewards_float64")))
                    .isLessThan(tolerance);
            assertThat(Golden.maxDifference(rewards, untouched)).isGreaterThan(0.01);
            assertThat(base.exactScores(sequences))
                    .as("the base's own rewards stay")
                    .isEqualTo(untouched);
        }
    }

    @Test
    void mergedWeightsAreThoseOfPeft() {
        LoraAdapter adapter = LoraAdapter.open(Golden.adapter("adapter_plain", dir));
        try (Engine engine = TestEngine.start(Dtype.FLOAT32);
                RewardNetwork base = RewardNetwork.forScoring(adapter.base(), engine);
                RewardNetwork network = base.adapted(adapter)) {
            adapter.base().saveAs(dir.resolve("merged"), network.contents());
        }

        Map<String, StoredTensor> merged = new HashMap<>(
                SafetensorsFile.open(dir.resolve("merged/model.safetensors")).tensors());
        Golden.tensors("lora/merged_weights_f64.safetensors").tensors().forEach((name, expected) -> assertThat(
                        Measured.of(
                                "LoRA merged weights", Golden.doubles(merged.remove(name)), Golden.doubles(expected)))
                .as(name)
                .isLessThan(1e-6));
        Map<String, StoredTensor> base = SafetensorsFile.open(
                        adapter.base().path().resolve("model.safetensors"))
                .tensors();
        merged.forEach((name, tensor) ->
                assertThat(Golden.doubles(tensor)).as(name).isEqualTo(Golden.doubles(base.get(name))));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void gradientsAreThoseOfPeft(Dtype dtype) {
        for (boolean checkpointed : new boolean[] {false, true}) {
            Map<String, double[]> gradients = gradients("adapter_seqcls", dtype, checkpointed);

            Map<String, StoredTensor> expected =
                    Golden.tensors("lora/grads_f64.safetensors").tensors();
            assertThat(gradients).containsOnlyKeys(expected.keySet());
            expected.forEach((name, tensor) -> assertThat(Measured.of(
                            "LoRA gradients, relative L2 " + dtype,
                            GradientTest.relativeL2(gradients.get(name), Golden.doubles(tensor))))
                    .as(name)
                    .isLessThan(dtype == Dtype.FLOAT32 ? 2e-5 : 1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withoutAHeadOfItsOwnOnlyTheFactorsAreTrained(boolean checkpointed) {
        Map<String, double[]> gradients = gradients("adapter_plain", Dtype.FLOAT32, checkpointed);

        assertThat(gradients).hasSize(8).allSatisfy((name, numbers) -> assertThat(name)
                .contains(".lora_"));
    }

    private Map<String, double[]> gradients(String name, Dtype dtype, boolean checkpointed) {
        LoraAdapter adapter = LoraAdapter.open(Golden.adapter(name, dir.resolve(name + checkpointed)));
        try (Engine engine = TestEngine.start(dtype);
                RewardNetwork network = RewardNetwork.forTraining(adapter, engine, 0)) {
            return engine.call(step -> {
                Gradients found = network.gradients(step, PairBatch.of(PAIRS), LOSS, PAIRS.size(), checkpointed);
                double loss = RewardNetwork.floats(found.loss())[0];
                assertThat(Math.abs(loss - EXPECTED.at("/gradient/loss_float64").asDouble()))
                        .isLessThan(5e-6);
                Map<String, double[]> gradients = new HashMap<>();
                for (int i = 0; i < found.weights().size(); i++) {
                    gradients.put(
                            network.trainedParameters().get(i).name(),
                            found.weights()
                                    .get(i)
                                    .toType(DataType.FLOAT64, false)
                                    .toDoubleArray());
                }
                return gradients;
            });
        }
    }
}
