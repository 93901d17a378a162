package dev.laurel.reward.network;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.laurel.reward.Golden;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.reward.text.TokenSequence;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ForwardTest {

    private static final List<TokenSequence> SEQUENCES = Golden.sequences();
    private static final int HIDDEN_SEQUENCE = 3;

    @TempDir
    Path dir;

    static Stream<String> checkpoints() {
        return Golden.json("forward/expected.json").propertyStream().map(java.util.Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void rewardsAreThoseOfTransformers(String name) {
        JsonNode expected = Golden.json("forward/expected.json").path(name);
        double[] rewards = Golden.doubles(expected.path("rewards_float64"));

        assertThat(Golden.maxDifference(scores(name, expected, Dtype.FLOAT32), rewards))
                .isLessThan(2e-5);
    }

    private double[] scores(String name, JsonNode expected, Dtype dtype) {
        try (Engine engine = Engine.start(new EngineOptions("cpu", 2, dtype));
                RewardNetwork network = RewardNetwork.forScoring(open(expected, name), engine)) {
            double[] s = Golden.widened(network.scores(TokenBatch.of(SEQUENCES)));
            System.out.println(name + " " + dtype + " "
                    + Golden.maxDifference(s, Golden.doubles(expected.path("rewards_float64"))));
            return s;
        }
    }

    private HuggingFaceDirectory open(JsonNode expected, String name) {
        return HuggingFaceDirectory.open(Golden.checkpoint(
                expected.path("checkpoint").asText(), expected.path("config_overrides"), dir.resolve(name)));
    }
}
