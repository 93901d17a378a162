package dev.laurel.reward.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.laurel.reward.Golden;
import dev.laurel.reward.Measured;
import dev.laurel.reward.RewardModel;
import dev.laurel.reward.TestEngine;
import dev.laurel.reward.checkpoint.SafetensorsFile;
import dev.laurel.reward.checkpoint.StoredTensor;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.evaluate.PairEvaluator;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.reward.loss.PreferenceLoss;
import dev.laurel.reward.loss.PreferenceLoss.Kind;
import dev.laurel.reward.text.EncodedPair;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Twenty optimizer steps against runs of torch's AdamW over the peers' losses and models; tolerances are those of the golden data. */
class TrajectoryTest {

    private static final int STEPS = 20;
    private static final double WARMUP = 3.0 / STEPS;

    /** The recorded runs. */
    enum Run {
        QWEN2_DECAY_ALL("qwen2_decay_all_final", true, new PreferenceLoss(Kind.PAIRWISE, false, 0, 0)),
        QWEN2_NO_DECAY_BIAS_NORM(
                "qwen2_no_decay_bias_norm_final", false, new PreferenceLoss(Kind.PAIRWISE, true, 0, 0)),
        LLAMA_DECAY_ALL("llama_decay_all_final_selected", true, new PreferenceLoss(Kind.PAIRWISE, false, 0, 0.01));

        private final String weights;
        private final TrainingOptions options;

        Run(String weights, boolean decayAll, PreferenceLoss loss) {
            this.weights = weights;
            AdamW adamW = new AdamW(0.9, 0.95, 1e-8, 0.01, decayAll, 1);
            this.options = new TrainingOptions(
                    1e-3, Schedule.COSINE, WARMUP, 1, 4, 100_000, adamW, loss, 1, Optional.empty(), false);
        }

        JsonNode expected() {
            return Golden.json("trajectory/expected.json").path("runs").path(name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    @TempDir
    Path dir;

    @ParameterizedTest
    @EnumSource
    void followsTheRecordedRun(Run run) {
        Path start = Golden.withTokenizer(run.expected().path("checkpoint").asText(), dir.resolve("start"));
        Path end = dir.resolve("end");
        try (Engine engine = TestEngine.start(Dtype.FLOAT32)) {
            try (TrainingRun training = TrainingRun.start(start, engine, run.options, STEPS)) {
                run.expected().path("steps_float64").forEach(expected -> assertStep(training, expected));
                training.save(end);
            }
            assertRewards(end, engine, run.expected().path("final_rewards_float64"));
        }
        assertWeights(end, Golden.tensors("trajectory/" + run.weights + ".safetensors"));
    }

    private static void assertStep(TrainingRun training, JsonNode expected) {
        List<EncodedPair> batch = new ArrayList<>();
        expected.path("pairs").forEach(index -> batch.add(Golden.pairs().get(index.asInt())));

        StepReport report = training.step(batch);

        double rate = expected.path("lr").asDouble();
        double norm = expected.path("grad_norm").asDouble();
        assertThat(report.step()).isEqualTo(expected.path("step").asLong());
        assertThat(Math.abs(report.learningRate() - rate)).isLessThanOrEqualTo(1e-12 * rate);
        assertThat(Measured.of(
                        "trajectory loss float32",
                        Math.abs(report.loss() - expected.path("loss").asDouble())))
                .isLessThan(1e-5);
        assertThat(Measured.of(
                        "trajectory gradient norm float32, relative", Math.abs(report.gradientNorm() - norm) / norm))
                .isLessThan(1e-4);
        assertThat(report.accuracy()).isEqualTo(expected.path("acc").asDouble());
    }

    private static void assertRewards(Path end, Engine engine, JsonNode expected) {
        List<PairScore> scores;
        try (RewardModel model = RewardModel.load(end, engine)) {
            scores = PairEvaluator.evaluate(model, Golden.pairs());
        }
        double[] chosen = scores.stream().mapToDouble(PairScore::chosen).toArray();
        double[] rejected = scores.stream().mapToDouble(PairScore::rejected).toArray();
        assertThat(Measured.of(
                        "trajectory rewards float32",
                        Golden.maxDifference(chosen, Golden.doubles(expected.path("chosen")))))
                .isLessThan(5e-5);
        assertThat(Measured.of(
                        "trajectory rewards float32",
                        Golden.maxDifference(rejected, Golden.doubles(expected.path("rejected")))))
                .isLessThan(5e-5);
    }

    private static void assertWeights(Path end, SafetensorsFile expected) {
        SafetensorsFile ours = SafetensorsFile.open(end.resolve("model.safetensors"));
        List<Double> differences = new ArrayList<>();
        for (StoredTensor tensor : expected.tensors().values()) {
            double[] actual = Golden.doubles(ours.tensors().get(tensor.name()));
            double[] wanted = Golden.doubles(tensor);
            for (int i = 0; i < wanted.length; i++) {
                differences.add(Math.abs(actual[i] - wanted[i]));
            }
        }
        double[] sorted =
                differences.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        assertThat(Measured.of("trajectory weights float32, median", sorted[sorted.length / 2]))
                .isLessThan(1e-6);
        assertThat(Measured.of("trajectory weights float32, 99.9 %", sorted[(int) (sorted.length * 0.999)]))
                .isLessThan(1e-5);
        assertThat(Measured.of(
                        "trajectory weights float32, largest",
                        Arrays.stream(sorted).max().orElseThrow()))
                .isLessThan(5e-4);
    }
}
