package dev.laurel.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.laurel.bench.kit.BenchModel;
import dev.laurel.bench.kit.NetworkShape;
import dev.laurel.bench.kit.Progress;
import dev.laurel.bench.kit.ResidentMemory;
import dev.laurel.bench.speed.BenchOptions.Part;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineOptions;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BenchTest {

    private static final EngineOptions CPU =
            new EngineOptions("cpu", EngineOptions.defaults().threads(), Dtype.FLOAT32);

    @Test
    void measuresEverythingThatThisMachineAllows() throws IOException {
        List<String> announced = new ArrayList<>();
        BenchOptions options = options(EnumSet.allOf(Part.class));
        try (Engine engine = Engine.start(CPU);
                BenchModel model = BenchModel.random(NetworkShape.TINY, 1, 64)) {
            BenchReport report = new Bench(engine, model, options, announced::add).run();

            JsonNode json = report.json();
            assertThat(json.path("model").asText()).isEqualTo("tiny");
            assertThat(json.at("/engine/device").asText()).isEqualTo("cpu");
            assertThat(json.at("/speed/ceiling_gflops/median").asDouble()).isPositive();
            for (String work : List.of("forward", "training")) {
                JsonNode rate = json.path("speed").path(work);
                assertThat(rate.at("/tokens_per_second/median").asDouble()).isPositive();
                assertThat(rate.at("/computed_share/median").asDouble())
                        .isPositive()
                        .isLessThan(rate.at("/model_share/median").asDouble());
            }
            for (String work : List.of("scoring", "training")) {
                JsonNode arrangements = json.path("packing").path(work);
                assertThat(arrangements.at("/packed/tokens_per_real").asDouble())
                        .isEqualTo(1);
                assertThat(arrangements.at("/padded/tokens_per_real").asDouble())
                        .isGreaterThanOrEqualTo(
                                arrangements.at("/sorted/tokens_per_real").asDouble());
                assertThat(arrangements.at("/over_padded/median").asDouble()).isPositive();
            }
            assertThat(json.has("precision")).isEqualTo(PrecisionPart.isWorthwhile(engine));
            assertThat(json.has("precision"))
                    .isEqualTo(json.at("/precision/product/median").asDouble() > 0);
            assertThat(json.has("memory")).isEqualTo(ResidentMemory.peakIsKnown());
            assertThat(json.path("not_measured"))
                    .hasSize((json.has("precision") ? 0 : 1) + (json.has("memory") ? 0 : 1));
            assertThat(announced).hasSizeLessThanOrEqualTo(Bench.measurements(options));
            assertThat(report.text())
                    .contains("Speed at 2 × 16 tokens", "matrix product 64³", "Packed against padded batches")
                    .doesNotContain("NaN", "Infinity");
            assertThat(report.text().lines()).allMatch(line -> line.length() <= 115);
        }
    }

    @Test
    void tellsHowLongItTakesByWhatIsComputed() throws IOException {
        List<Double> done = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void next(String measurement) {}

            @Override
            public void expect(double doneNow, double allNow) {
                done.add(doneNow);
                all.add(allNow);
            }
        };
        try (Engine engine = Engine.start(CPU);
                BenchModel model = BenchModel.random(NetworkShape.TINY, 1, 64)) {
            new Bench(engine, model, options(Set.of(Part.SPEED, Part.PACKING)), progress).run();
        }

        assertThat(done).hasSize(3).isSorted().startsWith(0.0);
        assertThat(all).hasSize(3).containsOnly(all.get(0));
        assertThat(done.get(2)).isLessThan(all.get(0));
    }

    @Test
    void paddedBatchesCostMoreThanPackedOnes() {
        try (BenchModel model = BenchModel.random(NetworkShape.TINY, 1, 64)) {
            Flops flops = new Flops(model.backbone());
            LengthMix mix = LengthMix.synthetic(32, 2048);

            assertThat(Plan.arrangements(flops, mix)).isGreaterThan(3 * flops.computed(mix.sequences()));
        }
    }

    @Test
    void measuresOnlyWhatIsAskedFor() throws IOException {
        try (Engine engine = Engine.start(CPU);
                BenchModel model = BenchModel.random(NetworkShape.TINY, 1, 64)) {
            BenchReport report = new Bench(engine, model, options(Set.of(Part.SPEED)), next -> {}).run();

            assertThat(report.json().has("speed")).isTrue();
            assertThat(report.json().has("packing")).isFalse();
            assertThat(report.json().has("memory")).isFalse();
        }
    }

    @Test
    void theModelIsGoneAfterwards() {
        Path dir;
        try (BenchModel model = BenchModel.random(NetworkShape.TINY, 1, 64)) {
            dir = model.dir();
            assertThat(dir.resolve("model.safetensors")).exists();
        }

        assertThat(Files.exists(dir)).isFalse();
    }

    @Test
    void anUnknownShapeIsRefusedByName() {
        assertThatThrownBy(() -> NetworkShape.named("7b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'7b' is none of 27m, starter, tiny, qwen2-0.5b");
    }

    @Test
    void the27mShapeHasItsName() {
        try (BenchModel model = BenchModel.random(NetworkShape.named("27m"), 1, 64)) {
            assertThat(model.parameters()).isBetween(27_000_000L, 28_000_000L);
        }
    }

    private static BenchOptions options(Set<Part> parts) {
        return new BenchOptions(parts, 1, 2, 16, 64, Optional.empty(), 20, 1, 32);
    }
}
