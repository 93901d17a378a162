package dev.laurel.bench.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.bench.ingest.IngestKiller.Kill;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IngestCrashReportTest {

    private static final List<Kill> KILLS = List.of(
            new Kill(IngestStage.RUNNING, Optional.of(Duration.ofMillis(21_500))),
            new Kill(IngestStage.RUNNING, Optional.empty()),
            new Kill(IngestStage.STARTING, Optional.of(Duration.ofSeconds(14))));

    @Test
    void saysWhatIngestWasDoingAndHowLongItTookToRunAgain() {
        IngestCrashReport report = report(Map.of());

        assertThat(report.text())
                .contains("3 kills of ingest (1 starting, 0 restoring, 2 running)")
                .contains("running again after 2 of them: median 21.5 s, longest 21.5 s")
                .endsWith("sound\n");
        assertThat(report.json().at("/kills_by_stage/running").asInt()).isEqualTo(2);
        assertThat(report.isSound()).isTrue();
    }

    @Test
    void namesWhatIsNotSound() {
        IngestCrashReport report = report(Map.of("in no pair", List.of("e-1-first", "e-2-first")));

        assertThat(report.text()).contains("2 in no pair: e-1-first, e-2-first").endsWith("NOT SOUND\n");
        assertThat(report.json().at("/faults/in no pair/1").asText()).isEqualTo("e-2-first");
        assertThat(report.isSound()).isFalse();
    }

    private static IngestCrashReport report(Map<String, List<String>> faults) {
        IngestCrashOptions options = new IngestCrashOptions(
                3, 1, Duration.ofSeconds(30), 8, 50, Duration.ofSeconds(6), Optional.empty(), 1, Map.of());
        return new IngestCrashReport(
                options, KILLS, 1, 0, Map.of(202, 9), 1, 9, Map.of("responses", 9), 0, 3, 9, faults);
    }
}
