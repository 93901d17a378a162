package dev.laurel.reward.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.laurel.reward.Golden;
import dev.laurel.reward.Measured;
import dev.laurel.reward.RewardModel;
import dev.laurel.reward.TestEngine;
import dev.laurel.reward.checkpoint.LoraAdapter;
import dev.laurel.reward.checkpoint.LoraConfig;
import dev.laurel.reward.checkpoint.SafetensorsFile;
import dev.laurel.reward.checkpoint.StoredTensor;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.loss.PreferenceLoss;
import dev.laurel.reward.loss.PreferenceLoss.Kind;
import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.FormattingProfile;
import dev.laurel.reward.text.FormattingRule;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Training of adapters, the first of them against PEFT and torch's AdamW. */
class LoraTrainingTest {

    private static final LoraConfig LORA = new LoraConfig(4, 8, List.of("q_proj", "down_proj"), true);
    private static final TrainingOptions OPTIONS = TrainingOptions.DEFAULTS
            .withLearningRate(1e-2)
            .withBatchPairs(5)
            .withEpochs(3)
            .withLora(LORA);

    @TempDir
    Path dir;

    private Engine engine;

    @BeforeEach
    void startEngine() {
        engine = TestEngine.start(Dtype.FLOAT32);
    }

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    @Test
    void followsTheRecordedRun() {
        JsonNode expected = Golden.json("lora/expected.json").path("training");
        AdamW adamW = new AdamW(0.9, 0.95, 1e-8, 0, true, 1);
        PreferenceLoss loss = new PreferenceLoss(Kind.PAIRWISE, false, 0, 0);
        TrainingOptions options =
                new TrainingOptions(1e-3, Schedule.CONSTANT, 0, 1, 4, 100_000, adamW, loss, 1, Optional.empty(), false);

        try (TrainingRun run = TrainingRun.start(Golden.adapter("adapter_seqcls", dir), engine, options, 10)) {
            for (JsonNode step : expected.path("steps_float64")) {
                List<EncodedPair> batch = new ArrayList<>();
                step.path("pairs").forEach(index -> batch.add(Golden.pairs().get(index.asInt())));
                StepReport report = run.step(batch);
                assertThat(Measured.of(
                                "LoRA step losses float32",
                                Math.abs(report.loss() - step.path("loss").asDouble())))
                        .isLessThan(1e-5);
            }
            run.saveAdapter(dir.resolve("trained"));
        }

        SafetensorsFile trained = SafetensorsFile.open(dir.resolve("trained/adapter_model.safetensors"));
        for (StoredTensor tensor : Golden.tensors("lora/final_after_10_steps_f64.safetensors")
                .tensors()
                .values()) {
            double[] ours = Golden.doubles(trained.tensors().get("base_model.model." + tensor.name()));
            assertThat(Measured.of("LoRA factors after 10 steps", ours, Golden.doubles(tensor)))
                    .as(tensor.name())
                    .isLessThan(1e-5);
        }
    }

    @Test
    void aNewAdapterChangesNothingUntilItIsTrained() {
        Path start = Golden.withTokenizer("qwen2_rm_f32", dir.resolve("start"));
        try (TrainingRun run = TrainingRun.start(start, engine, OPTIONS, 9)) {
            run.saveAdapter(dir.resolve("new"));
        }

        assertThat(rewards(dir.resolve("new"))).isEqualTo(rewards(start));
        assertThat(LoraAdapter.open(dir.resolve("new")).adapted()).hasSize(4);
    }

    @Test
    void theAdapterAndTheMergedModelGiveTheSameRewards() {
        Path start = train(OPTIONS, "whole");

        float[] adapter = rewards(dir.resolve("whole-adapter"));
        float[] merged = rewards(dir.resolve("whole"));

        assertThat(Golden.maxDifference(Golden.widened(adapter), Golden.widened(merged)))
                .isLessThan(5e-6);
        assertThat(Golden.maxDifference(Golden.widened(merged), Golden.widened(rewards(start))))
                .isGreaterThan(0.1);
        try (RewardModel model = RewardModel.load(dir.resolve("whole-adapter"), engine)) {
            model.saveAs(dir.resolve("merged"));
        }
        assertThat(dir.resolve("merged/model.safetensors"))
                .hasSameBinaryContentAs(dir.resolve("whole/model.safetensors"));
    }

    @Test
    void anAdapterOfAModelWithoutAProfileTakesThatOfTheModel() throws Exception {
        Path start = train(OPTIONS, "whole");
        Path adapter = dir.resolve("whole-adapter");
        Files.deleteIfExists(start.resolve(FormattingProfile.FILE));
        Files.deleteIfExists(adapter.resolve(FormattingProfile.FILE));

        assertThat(profile(adapter)).isEqualTo(new FormattingProfile(FormattingRule.OPENRLHF, 512));

        FormattingProfile own = new FormattingProfile(FormattingRule.TRL, 100);
        own.save(adapter);
        assertThat(profile(adapter)).isEqualTo(own);
    }

    private FormattingProfile profile(Path model) {
        try (RewardModel loaded = RewardModel.load(model, engine)) {
            return loaded.text().profile();
        }
    }

    @Test
    void modelsWithAdaptersShareTheirBaseAndAreClosedOnTheirOwn() {
        Path start = train(OPTIONS, "whole");
        float[] expected = rewards(dir.resolve("whole-adapter"));

        RewardModel base = RewardModel.load(start, engine);
        float[] own = base.score(Golden.sequences());
        RewardModel adapted = base.adapted(dir.resolve("whole-adapter"));
        assertThat(base.score(Golden.sequences())).isEqualTo(own);
        base.close();

        assertThat(adapted.score(Golden.sequences())).isEqualTo(expected);
        assertThat(adapted.weightDigest()).isNotEqualTo(base.weightDigest());
        adapted.close();
        assertThatThrownBy(() -> base.adapted(dir.resolve("whole-adapter"))).hasMessageContaining("closed");
    }

    @Test
    void aResumedRunEndsInTheSameFactors() throws Exception {
        List<EncodedPair> pairs = Golden.pairs();
        Path start = train(OPTIONS, "whole");
        try (TrainingRun interrupted = TrainingRun.start(start, engine, OPTIONS, 9)) {
            assertThatThrownBy(() -> TrainingLoop.run(interrupted, pairs, report -> {
                        if (report.step() == 4) {
                            throw new IllegalStateException("interrupted");
                        }
                    }))
                    .hasMessage("interrupted");
            interrupted.suspend(dir.resolve("suspended"));
        }
        try (TrainingRun resumed = TrainingRun.resume(dir.resolve("suspended"), engine, OPTIONS, 9)) {
            TrainingLoop.run(resumed, pairs, report -> {});
            resumed.saveAdapter(dir.resolve("resumed"));
        }

        assertThat(Files.readAllBytes(dir.resolve("resumed/adapter_model.safetensors")))
                .isEqualTo(Files.readAllBytes(dir.resolve("whole-adapter/adapter_model.safetensors")));
    }

    @Test
    void checkpointingTrainsTheSameAdapter() {
        train(OPTIONS, "whole");
        train(OPTIONS.withGradientCheckpointing(true), "checkpointed");

        assertThat(dir.resolve("checkpointed/model.safetensors"))
                .hasSameBinaryContentAs(dir.resolve("whole/model.safetensors"));
    }

    @Test
    void bfloat16KeepsFactorsInFloat32() {
        try (Engine half = TestEngine.start(Dtype.BFLOAT16)) {
            Path start = Golden.withTokenizer("llama_rm_bf16", dir.resolve("start"));
            List<StepReport> reports = new ArrayList<>();
            try (TrainingRun run = TrainingRun.start(start, half, OPTIONS, 9)) {
                TrainingLoop.run(run, Golden.pairs(), reports::add);
                run.saveAdapter(dir.resolve("adapter"));
            }
            assertThat(reports.get(8).loss()).isLessThan(reports.get(0).loss());
            StoredTensor head = LoraAdapter.open(dir.resolve("adapter"))
                    .tensor(LoraAdapter.open(dir.resolve("adapter"))
                            .base()
                            .backbone()
                            .head())
                    .orElseThrow();
            assertThat(Arrays.stream(Golden.doubles(head)).anyMatch(x -> (float) x != bfloat16(x)))
                    .as("a step of 1e-2 in float32 is finer than bfloat16")
                    .isTrue();
        }
    }

    private static float bfloat16(double x) {
        return Float.intBitsToFloat(Float.floatToIntBits((float) x) & 0xffff0000);
    }

    private float[] rewards(Path model) {
        try (RewardModel loaded = RewardModel.load(model, engine)) {
            return loaded.score(Golden.sequences());
        }
    }

    /** Trains an adapter of the golden model into {@code name-adapter}, and merged into {@code name}; where it started from. */
    private Path train(TrainingOptions options, String name) {
        Path start = dir.resolve("start");
        if (!Files.exists(start)) {
            Golden.withTokenizer("qwen2_rm_f32", start);
        }
        try (TrainingRun run = TrainingRun.start(start, engine, options, 9)) {
            TrainingLoop.run(run, Golden.pairs(), report -> {});
            run.saveAdapter(dir.resolve(name + "-adapter"));
            run.save(dir.resolve(name));
        }
        return start;
    }
}
