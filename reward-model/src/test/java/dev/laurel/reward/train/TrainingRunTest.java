package dev.laurel.reward.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.laurel.reward.Golden;
import dev.laurel.reward.TestEngine;
import dev.laurel.reward.checkpoint.CheckpointException;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.TokenSequence;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

class TrainingRunTest {

    private static final TrainingOptions OPTIONS =
            TrainingOptions.DEFAULTS.withLearningRate(1e-3).withBatchPairs(5).withEpochs(3);

    @TempDir
    Path dir;

    private Engine engine;
    private Path start;

    @BeforeEach
    void startEngine() {
        engine = TestEngine.start(Dtype.FLOAT32);
        start = Golden.withTokenizer("qwen2_rm_f32", dir.resolve("start"));
    }

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    @Test
    void theSameRunGivesTheSameWeightsBitForBit() {
        assertThat(digest(OPTIONS, "a")).isEqualTo(digest(OPTIONS, "b"));
        assertThat(digest(OPTIONS.withSeed(2), "c")).isNotEqualTo(digest(OPTIONS, "d"));
    }

    @Test
    void aResumedRunEndsInTheSameWeights() {
        List<EncodedPair> pairs = Golden.pairs();
        long steps = OPTIONS.totalSteps(pairs.size());
        try (TrainingRun interrupted = TrainingRun.start(start, engine, OPTIONS, steps)) {
            assertThatThrownBy(() -> TrainingLoop.run(interrupted, pairs, report -> {
                        if (report.step() == 4) {
                            throw new IllegalStateException("interrupted");
                        }
                    }))
                    .hasMessage("interrupted");
            interrupted.suspend(dir.resolve("suspended"));
        }
        List<Long> rest = new ArrayList<>();
        try (TrainingRun resumed = TrainingRun.resume(dir.resolve("suspended"), engine, OPTIONS, steps)) {
            TrainingLoop.run(resumed, pairs, report -> rest.add(report.step()));
            resumed.save(dir.resolve("resumed"));
        }

        assertThat(rest).containsExactly(5L, 6L, 7L, 8L, 9L);
        assertThat(HuggingFaceDirectory.open(dir.resolve("resumed")).weightDigest())
                .isEqualTo(digest(OPTIONS, "whole"));
    }

    @Test
    void aModelThatIsNoSuspendedRunIsNotResumed() {
        assertThatThrownBy(() -> TrainingRun.resume(start, engine, OPTIONS, 9))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("training.json");
    }

    @Test
    void reportsEveryStepOfEveryEpoch() {
        List<StepReport> reports = new ArrayList<>();

        train(OPTIONS, reports, "out");

        assertThat(reports).extracting(StepReport::step).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(reports).extracting(StepReport::pairs).containsExactly(5, 5, 2, 5, 5, 2, 5, 5, 2);
        assertThat(reports.stream().mapToInt(StepReport::tokens).sum())
                .isEqualTo(3
                        * Golden.pairs().stream().mapToInt(EncodedPair::tokens).sum());
        assertThat(reports.get(8).loss()).isLessThan(reports.get(0).loss() / 2);
    }

    @Test
    void aSmallTokenBudgetAccumulatesToTheSameStep() {
        StepReport whole = firstStep(100_000);
        StepReport parts = firstStep(2);

        assertThat(parts.loss()).isCloseTo(whole.loss(), offset(1e-6));
        assertThat(parts.gradientNorm()).isCloseTo(whole.gradientNorm(), offset(1e-5 * whole.gradientNorm()));
        assertThat(parts.accuracy()).isEqualTo(whole.accuracy());
        assertThat(parts.margin()).isCloseTo(whole.margin(), offset(1e-5));
    }

    @Test
    void aPairsWeightCountsAsThatManyPairs() {
        List<EncodedPair> pairs = Golden.pairs().subList(0, 2);
        EncodedPair first = pairs.get(0);
        EncodedPair heavy = new EncodedPair(first.chosen(), first.rejected(), first.margin(), 2);

        StepReport weighted = step(List.of(heavy, pairs.get(1)), OPTIONS);
        StepReport repeated = step(List.of(first, first, pairs.get(1)), OPTIONS);

        assertThat(weighted.loss()).isCloseTo(repeated.loss(), offset(1e-6));
        assertThat(weighted.gradientNorm()).isCloseTo(repeated.gradientNorm(), offset(1e-5 * repeated.gradientNorm()));
    }

    @Test
    void divergenceIsAnExceptionThatNamesTheStep() {
        AdamW wild = new AdamW(0.9, 0.95, 1e-8, 0.01, true, 1);
        TrainingOptions options = new TrainingOptions(
                1e30, Schedule.CONSTANT, 0, 1, 4, 100_000, wild, OPTIONS.loss(), 1, Optional.empty(), false);
        try (TrainingRun run = TrainingRun.start(start, engine, options, 10)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10; i++) {
                            run.step(Golden.pairs());
                        }
                    })
                    .isInstanceOf(TrainingDivergedException.class)
                    .hasMessageContaining("at learning rate 1.0E30");
        }
    }

    @Test
    void pairsItCannotReadAreRefusedBeforeTheStep() {
        EncodedPair broken = new EncodedPair(
                new TokenSequence(new int[] {1, 600}, false), new TokenSequence(new int[] {1}, false), 0, 1);

        assertThatThrownBy(() -> step(List.of(broken), OPTIONS)).hasMessageContaining("token id 600");
    }

    private StepReport firstStep(int tokenBudget) {
        TrainingOptions options = new TrainingOptions(
                1e-3,
                Schedule.CONSTANT,
                0,
                1,
                12,
                tokenBudget,
                AdamW.DEFAULT,
                OPTIONS.loss(),
                1,
                Optional.empty(),
                false);
        return step(Golden.pairs(), options);
    }

    private StepReport step(List<EncodedPair> batch, TrainingOptions options) {
        try (TrainingRun run = TrainingRun.start(start, engine, options, 10)) {
            return run.step(batch);
        }
    }

    private String digest(TrainingOptions options, String name) {
        train(options, new ArrayList<>(), name);
        return HuggingFaceDirectory.open(dir.resolve(name)).weightDigest();
    }

    private void train(TrainingOptions options, List<StepReport> reports, String name) {
        List<EncodedPair> pairs = Golden.pairs();
        try (TrainingRun run = TrainingRun.start(start, engine, options, options.totalSteps(pairs.size()))) {
            TrainingLoop.run(run, pairs, reports::add);
            run.save(dir.resolve(name));
        }
    }
}
