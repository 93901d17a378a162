package dev.laurel.reward.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.laurel.reward.Golden;
import dev.laurel.reward.Measured;
import dev.laurel.reward.TestEngine;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.SafetensorsFile;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.text.TokenSequence;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The network against transformers and OpenRLHF; tolerances are those of the golden data. */
class ForwardTest {

    private static final double FLOAT32_REWARDS = 2e-5;
    private static final double FLOAT32_HIDDEN = 5e-5;
    private static final double FLOAT64 = 1e-10;
    private static final double BFLOAT16 = 0.06;

    @TempDir
    Path dir;

    static Stream<String> checkpoints() {
        return Golden.json("forward/expected.json").propertyStream().map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void rewardsAreThoseOfTransformersInFloat32(String name) {
        JsonNode expected = expected(name);

        double[] rewards = scores(name, Dtype.FLOAT32, Golden.sequences());

        assertThat(Measured.of("rewards float32", rewards, expected.path("rewards_float64")))
                .isLessThan(FLOAT32_REWARDS);
        assertThat(Measured.of("rewards float32", rewards, expected.path("rewards_float64_left_padded")))
                .isLessThan(FLOAT32_REWARDS);
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void rewardsAreThoseOfTransformersInFloat64(String name) {
        double[] rewards = scores(name, Dtype.FLOAT64, Golden.sequences());

        assertThat(Measured.of("rewards float64", rewards, expected(name).path("rewards_float64")))
                .isLessThan(FLOAT64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama_rm_bf16", "qwen2_rm_bf16"})
    void rewardsStayNearInBfloat16(String name) {
        double[] rewards = scores(name, Dtype.BFLOAT16, Golden.sequences());

        assertThat(Measured.of("rewards bfloat16", rewards, expected(name).path("rewards_float64")))
                .isLessThan(BFLOAT16);
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void everyPrefixHasTheRewardOfItsLastToken(String name) {
        TokenSequence whole = Golden.sequences().get(3);
        List<TokenSequence> prefixes = IntStream.rangeClosed(1, whole.length())
                .mapToObj(length -> new TokenSequence(Arrays.copyOf(whole.ids(), length), true))
                .toList();

        double[] rewards = scores(name, Dtype.FLOAT64, prefixes);

        JsonNode tokenScores = expected(name).path("token_scores_float64_of_hidden_sequence");
        assertThat(Measured.of("token scores float64", rewards, tokenScores)).isLessThan(FLOAT64);
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void hiddenStatesAreThoseOfTransformers(String name) {
        JsonNode file = expected(name).path("hidden_file");
        if (file.isMissingNode()) {
            assertThat(name)
                    .as("only the sharded checkpoint has none of its own")
                    .endsWith("_sharded");
            return;
        }
        double[] states = Golden.doubles(
                Golden.tensors("forward/" + file.asText()).tensors().get("last_hidden_state"));

        assertThat(Measured.of("hidden float64", hidden(name, Dtype.FLOAT64), states))
                .isLessThan(FLOAT64);
        assertThat(Measured.of("hidden float32", hidden(name, Dtype.FLOAT32), states))
                .isLessThan(FLOAT32_HIDDEN);
    }

    @Test
    void aCausalModelKeepsItsTrunk() {
        SafetensorsFile expected = Golden.tensors("forward/causal_llama_causal_bf16.safetensors");

        double[] states;
        try (Engine engine = TestEngine.start(Dtype.FLOAT64);
                RewardNetwork network = RewardNetwork.forScoring(
                        HuggingFaceDirectory.open(Golden.checkpoint("llama_causal_bf16")), engine)) {
            states = network.hidden(TokenBatch.of(List.of(Golden.sequences().get(3))));
        }

        assertThat(Measured.of(
                        "hidden float64",
                        states,
                        Golden.doubles(expected.tensors().get("last_hidden_state"))))
                .isLessThan(FLOAT64);
    }

    /** Peers disagree where the padding id is also a real token; Laurel reads the last real token, as OpenRLHF does. */
    @ParameterizedTest
    @ValueSource(strings = {"qwen2_rm_f32", "llama_rm_f32"})
    void readsTheLastTokenThoughItsIdIsThatOfPadding(String name) {
        List<TokenSequence> sequences = new ArrayList<>();
        List<Double> expected = new ArrayList<>();
        for (JsonNode aCase :
                Golden.json("forward/pad_token_inside.json").path("cases").path(name)) {
            sequences.add(Golden.sequence(aCase.path("ids")));
            expected.add(aCase.path("openrlhf_reward_model").asDouble());
        }

        double[] rewards = scores(name, Dtype.FLOAT64, sequences);

        double[] wanted = expected.stream().mapToDouble(Double::doubleValue).toArray();
        assertThat(Measured.of("padding id inside float64", rewards, wanted)).isLessThan(FLOAT64);
    }

    @Test
    void aSequenceHasTheSameRewardAloneAndPacked() {
        List<TokenSequence> sequences = Golden.sequences();
        try (Engine engine = TestEngine.start(Dtype.FLOAT32);
                RewardNetwork network = RewardNetwork.forScoring(open("qwen2_rm_f32"), engine)) {
            double[] packed = Golden.widened(network.scores(TokenBatch.of(sequences)));
            double[] alone = sequences.stream()
                    .mapToDouble(one -> network.scores(TokenBatch.of(List.of(one)))[0])
                    .toArray();

            assertThat(Measured.of("packed against alone float32", packed, alone))
                    .isLessThan(5e-6);
        }
    }

    private double[] scores(String name, Dtype dtype, List<TokenSequence> sequences) {
        try (Engine engine = TestEngine.start(dtype);
                RewardNetwork network = RewardNetwork.forScoring(open(name), engine)) {
            return network.exactScores(TokenBatch.of(sequences));
        }
    }

    private double[] hidden(String name, Dtype dtype) {
        try (Engine engine = TestEngine.start(dtype);
                RewardNetwork network = RewardNetwork.forScoring(open(name), engine)) {
            return network.hidden(TokenBatch.of(List.of(Golden.sequences().get(3))));
        }
    }

    private HuggingFaceDirectory open(String name) {
        JsonNode expected = expected(name);
        Path copy = dir.resolve(name + System.nanoTime());
        return HuggingFaceDirectory.open(
                Golden.checkpoint(expected.path("checkpoint").asText(), expected.path("config_overrides"), copy));
    }

    private static JsonNode expected(String name) {
        return Golden.json("forward/expected.json").path(name);
    }
}
