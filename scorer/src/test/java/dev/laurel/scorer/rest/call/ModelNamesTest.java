package dev.laurel.scorer.rest.call;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.laurel.reward.engine.Engine;
import dev.laurel.schema.Line;
import dev.laurel.scorer.Starters;
import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.live.Lines;
import dev.laurel.scorer.live.LiveModels;
import dev.laurel.scorer.watch.ScorerMetrics;
import dev.laurel.service.problem.ProblemException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ModelNamesTest {

    private static final Line RICH = new Line("rich", Set.of(), Set.of("rich"));
    private static final Line PLAIN = new Line("plain", Set.of(), Set.of("plain"));

    @TempDir
    static Path directory;

    private static Engine engine;
    private static LiveModels models;
    private static Lease lease;

    @BeforeAll
    static void load() {
        engine = Starters.engine();
        models = new LiveModels(new ScorerMetrics(new SimpleMeterRegistry()), Clock.systemUTC());
        models.activate(Starters.load("rich", 3, Starters.write(directory, 1), engine));
        lease = models.lease();
    }

    @AfterAll
    static void close() {
        lease.close();
        models.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rich", "rich@3", "/models/reward", "Skywork/Skywork-Reward-V2-Qwen3-0.6B"})
    void whereThereIsOneLineAnyNameMeansIt(String name) {
        assertThat(version(new ModelNames(new Lines(List.of(RICH)), Map.of()), Optional.of(name)))
                .isEqualTo("rich@3");
    }

    @Test
    void noNameMeansTheOnlyLineToo() {
        assertThat(version(new ModelNames(new Lines(List.of(RICH)), Map.of()), Optional.empty()))
                .isEqualTo("rich@3");
    }

    @Test
    void ofSeveralLinesAnAliasMeansItsOwn() {
        ModelNames names = new ModelNames(new Lines(List.of(RICH, PLAIN)), Map.of("/models/reward", "rich"));

        assertThat(version(names, Optional.of("/models/reward"))).isEqualTo("rich@3");
        assertThat(status(names, Optional.of("/models/other"))).isEqualTo(404);
        assertThat(status(names, Optional.empty())).isEqualTo(404);
        assertThat(status(names, Optional.of("plain"))).isEqualTo(503);
    }

    @Test
    void aVersionThatIsNotActiveIsRefusedEvenWhereThereIsOneLine() {
        assertThat(status(new ModelNames(new Lines(List.of(RICH)), Map.of()), Optional.of("rich@2")))
                .isEqualTo(404);
    }

    @Test
    void anAliasOfNoLineStopsTheStart() {
        Lines lines = new Lines(List.of(RICH));

        assertThatThrownBy(() -> new ModelNames(lines, Map.of("/models/reward", "poor")))
                .hasMessageContaining("/models/reward")
                .hasMessageContaining("poor");
        assertThatThrownBy(() -> new ModelNames(lines, Map.of("rich", "rich"))).hasMessageContaining("rich");
    }

    private static String version(ModelNames names, Optional<String> name) {
        return ModelNames.of(names.model(name, lease));
    }

    private static int status(ModelNames names, Optional<String> name) {
        return catchThrowableOfType(ProblemException.class, () -> names.model(name, lease))
                .problem()
                .status();
    }
}
