package dev.laurel.reward;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.text.TokenSequence;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RewardModelTest {

    private static final double NOISE = 5e-6; // of float32, between different batches

    @TempDir
    Path dir;

    @Test
    void manyThreadsGetTheirOwnRewards() throws Exception {
        List<TokenSequence> sequences = Golden.sequences();
        double[] expected = Golden.doubles(
                Golden.json("forward/expected.json").path("qwen2_rm_f32").path("rewards_float64"));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Engine engine = TestEngine.start(Dtype.FLOAT32);
                RewardModel model = RewardModel.load(Golden.withTokenizer("qwen2_rm_f32", dir.resolve("m")), engine)) {
            List<Future<Double>> worst = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                long seed = t;
                worst.add(threads.submit(() -> scoreShuffled(model, sequences, expected, new Random(seed))));
            }
            for (Future<Double> difference : worst) {
                assertThat(difference.get()).isLessThan(2e-5);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static double scoreShuffled(
            RewardModel model, List<TokenSequence> sequences, double[] expected, Random random) {
        double worst = 0;
        for (int round = 0; round < 25; round++) {
            List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
            Collections.shuffle(order, random);
            float[] rewards = model.score(order.stream().map(sequences::get).toList());
            for (int i = 0; i < rewards.length; i++) {
                worst = Math.max(worst, Math.abs(rewards[i] - expected[order.get(i)]));
            }
        }
        return worst;
    }

    @Test
    void manySequencesKeepTheirOrderOverSeveralBatches() {
        List<TokenSequence> once = Golden.sequences();
        List<TokenSequence> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.addAll(once);
        }
        try (Engine engine = TestEngine.start(Dtype.FLOAT32);
                RewardModel model = RewardModel.load(Golden.withTokenizer("qwen2_rm_f32", dir.resolve("m")), engine)) {
            float[] expected = model.score(once);

            float[] rewards = model.score(many);

            for (int i = 0; i < rewards.length; i++) {
                assertThat((double) Math.abs(rewards[i] - expected[i % expected.length]))
                        .isLessThan(NOISE);
            }
            assertThat(model.score(List.of())).isEmpty();
        }
    }

    @Test
    void modelsAreReplacedWhileOthersScore() throws Exception {
        Path checkpoint = Golden.withTokenizer("qwen2_rm_f32", dir.resolve("m"));
        List<TokenSequence> sequences = Golden.sequences();
        try (Engine engine = TestEngine.start(Dtype.FLOAT32)) {
            AtomicReference<RewardModel> active = new AtomicReference<>(RewardModel.load(checkpoint, engine));
            float[] expected = active.get().score(sequences);
            ExecutorService scorer = Executors.newSingleThreadExecutor();
            Future<Integer> scored = scorer.submit(() -> {
                int rounds = 0;
                while (active.get() != null) {
                    RewardModel model = active.get();
                    if (model != null) {
                        rounds += scoreUnlessClosed(model, sequences, expected);
                    }
                }
                return rounds;
            });
            for (int i = 0; i < 10; i++) {
                RewardModel old = active.getAndSet(RewardModel.load(checkpoint, engine));
                old.close();
            }
            active.getAndSet(null).close();

            assertThat(scored.get()).isPositive();
            scorer.shutdown();
        }
    }

    private static int scoreUnlessClosed(RewardModel model, List<TokenSequence> sequences, float[] expected) {
        try {
            assertThat(model.score(sequences)).containsExactly(expected);
            return 1;
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("is closed");
            return 0;
        }
    }

    @Test
    void sequencesItCannotReadAreRefusedByValue() {
        try (Engine engine = TestEngine.start(Dtype.FLOAT32);
                RewardModel model = RewardModel.load(Golden.withTokenizer("qwen2_rm_f32", dir.resolve("m")), engine)) {
            assertThatThrownBy(() -> model.score(List.of(new TokenSequence(new int[] {5, 512}, false))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("token id 512 outside of a vocabulary of 512");
            assertThatThrownBy(() -> model.score(List.of(new TokenSequence(new int[513], false))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("513 tokens; the model reads 512");
        }
    }
}
