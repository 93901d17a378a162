package dev.laurel.bench.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.laurel.bench.http.HttpBenchReport.Level;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.EngineDescription;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class HttpBenchReportTest {

    @Test
    void holdsEachLevelAgainstTheModelOfTheSameMinute() {
        HttpBenchReport report = report(
                Level.of(16, new HttpLoad.Outcome(2, List.of(1.0, 2.0, 3.0, 40.0), 800, 4, Map.of()), 500),
                new Level(16, 10, 380, 2, 3, 400, Map.of(503, 7)),
                new Level(16, 10, 100, 2, 3, 400, Map.of(503, 1)));

        assertThat(report.text()).contains("16", "0.80", "{503=8}");
        assertThat(report.json().at("/rounds/0/tokens_per_second").asDouble()).isEqualTo(400);
        assertThat(report.json().at("/rounds/0/share").asDouble()).isEqualTo(0.8, within(1e-9));
        assertThat(report.json().at("/rounds/0/p50").asDouble()).isEqualTo(3);
        assertThat(report.json().at("/rounds/0/p99").asDouble()).isEqualTo(40);
        assertThat(report.isSound()).isTrue();
    }

    @Test
    void isNotSoundWithAnInternalErrorOrWithoutAnAnswer() {
        assertThat(report(new Level(1, 1, 1, 1, 1, 1, Map.of(500, 1))).isSound())
                .isFalse();
        assertThat(report(new Level(1, 1, 1, 1, 1, 1, Map.of(0, 1))).isSound()).isFalse();
    }

    @Test
    void refusesNoConnections() {
        assertThatThrownBy(() -> new HttpBenchOptions(Path.of("f"), 1, List.of(0), 1, 1))
                .hasMessageContaining("[0]");
    }

    private static HttpBenchReport report(Level... rounds) {
        EngineDescription engine = new EngineDescription(
                "PyTorch", "native", "cpu", "a processor", 2, Dtype.FLOAT32, Map.of(), 0, 1L << 30, List.of());
        return new HttpBenchReport(
                engine,
                "starter",
                100,
                new HttpBenchOptions(Path.of("file"), 100, List.of(16), rounds.length, 2),
                List.of(List.of(rounds)));
    }
}
