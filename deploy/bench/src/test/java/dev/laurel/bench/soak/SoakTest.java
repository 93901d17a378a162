package dev.laurel.bench.soak;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.laurel.bench.kit.BenchModel;
import dev.laurel.bench.kit.NetworkShape;
import dev.laurel.bench.kit.RandomTokens;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.reward.text.TokenSequence;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SoakTest {

    private static final EngineOptions CPU =
            new EngineOptions("cpu", EngineOptions.defaults().threads(), Dtype.FLOAT32);

    @Test
    void scoresRightlyWhileModelsAreReplaced() throws InterruptedException {
        try (Engine engine = Engine.start(CPU)) {
            SoakReport report = new Soak(new SoakOptions(40, 400, 4, 8), engine, step -> {}).run();

            assertThat(report.scored()).isEqualTo(400);
            assertThat(report.wrong()).isZero();
            assertThat(report.largestDifference()).isPositive().isLessThan(Scorers.TOLERANCE);
            assertThat(report.resident()).hasSize(40);
            assertThat(report.text()).contains("40 training steps and 400 scores from 4 threads", "0 wrong scores");
            assertThat(report.json().path("growth_percent").path("medians").isNumber())
                    .isTrue();
        }
    }

    @Test
    void aScoreOfAnotherVersionIsFound() throws InterruptedException {
        RandomTokens tokens = new RandomTokens(NetworkShape.TINY.vocabulary(), 1);
        List<TokenSequence> sequences = List.of(tokens.sequence(5), tokens.sequence(9));
        try (Engine engine = Engine.start(CPU);
                BenchModel one = BenchModel.random(NetworkShape.TINY, 1, 64);
                BenchModel other = BenchModel.random(NetworkShape.TINY, 2, 64)) {
            Version believed = new Version(
                    one.dir(), Version.of(other.dir(), engine, sequences).rewards());
            try (LiveModel live = new LiveModel(believed, engine)) {
                Scorers scorers = new Scorers(live, sequences, 10);
                scorers.allow(10);

                scorers.work(1);

                assertThat(scorers.wrong()).isEqualTo(10);
            }
        }
    }

    @Test
    @Timeout(60)
    void aScorerThatMeetsAClosedModelTakesTheNext() {
        RandomTokens tokens = new RandomTokens(NetworkShape.TINY.vocabulary(), 1);
        List<TokenSequence> sequences = List.of(tokens.sequence(5));
        try (Engine engine = Engine.start(CPU);
                BenchModel one = BenchModel.random(NetworkShape.TINY, 1, 64);
                BenchModel other = BenchModel.random(NetworkShape.TINY, 2, 64)) {
            Version before = Version.of(one.dir(), engine, sequences);
            Version after = Version.of(other.dir(), engine, sequences);
            try (LiveModel live = new LiveModel(before, engine)) {
                List<TokenSequence> looked = new ArrayList<>(sequences) {
                    private boolean replaced;

                    @Override
                    public void forEach(Consumer<? super TokenSequence> action) {
                        if (!replaced) {
                            replaced = true;
                            live.replace(after); // when the scorer has the model, and does not use it yet
                        }
                        super.forEach(action);
                    }
                };

                LiveModel.Scored scored = live.score(looked);

                assertThat(scored.version()).isSameAs(after);
                assertThat(scored.rewards()).containsExactly(after.rewards());
                assertThat(live.retried()).isEqualTo(1);
            }
        }
    }

    @Test
    void aFailureEndsTheSoakWithItsCause() {
        Engine engine = Engine.start(CPU);

        assertThatThrownBy(() -> new Soak(new SoakOptions(40, 400, 2, 4), engine, step -> engine.close()).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the engine is closed");
    }

    @Test
    void aVersionThatCannotBeLoadedLeavesTheOneBefore() {
        RandomTokens tokens = new RandomTokens(NetworkShape.TINY.vocabulary(), 1);
        List<TokenSequence> sequences = List.of(tokens.sequence(5));
        try (Engine engine = Engine.start(CPU);
                BenchModel model = BenchModel.random(NetworkShape.TINY, 1, 64)) {
            Version version = Version.of(model.dir(), engine, sequences);
            try (LiveModel live = new LiveModel(version, engine)) {
                assertThatThrownBy(() -> live.replace(new Version(Path.of("nowhere"), new float[1])))
                        .hasMessageContaining("nowhere");

                assertThat(live.score(sequences).rewards()).containsExactly(version.rewards());
            }
        }
    }
}
