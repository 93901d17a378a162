package dev.laurel.bench.ingest;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code laurel bench ingest-crash} in small. */
class IngestCrashIT {

    private static final int KILLS = 3;

    @Test
    void everyAcceptedRecordIsAccountedForOnce() throws Exception {
        IngestCrashOptions options = new IngestCrashOptions(
                KILLS,
                1,
                Duration.ZERO,
                4,
                40,
                Duration.ofSeconds(2),
                Optional.empty(),
                1,
                Map.of("kafka.session.timeout.ms", "6000")); // the least that brokers take

        IngestCrashReport report = new IngestCrash(options, step -> {}).run();

        assertThat(report.faults()).isEmpty();
        assertThat(report.kills()).hasSize(KILLS);
        assertThat(report.brokerKills()).isEqualTo(1);
        assertThat(report.hits().get(IngestStage.RUNNING)).isPositive();
        assertThat(report.pairs()).isPositive();
        assertThat(report.waited()).isPositive();
        assertThat(report.classes()).containsKeys("responses", "of all, given their prompt", "feedback in a pair");
    }
}
