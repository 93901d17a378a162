package dev.laurel.stack;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LastWordsTest {

    @Test
    void theInnermostCauseOfTheLastError() {
        assertThat(LastWords.of(List.of(
                        "2026-01-01 10:00:00,1 ERROR [io.old] (main) old: java.lang.RuntimeException: gone",
                        "2026-01-01 10:00:00,1 INFO  [io.qua] (main) starts",
                        "2026-01-01 10:00:00,2 ERROR [io.qua.run.Application] (main) Failed to start application: java.lang.RuntimeException: Failed to start quarkus",
                        "\tat io.quarkus.Runner.run(Runner.java:1)",
                        "Caused by: java.lang.IllegalStateException: outer",
                        "\t... 3 more",
                        "Caused by: java.net.BindException: Address already in use",
                        "\tat sun.nio.Net.bind(Net.java:1)",
                        "",
                        "2026-01-01 10:00:01,0 INFO  [io.qua] (main) stopped")))
                .hasValue("Address already in use");
    }

    @Test
    void whatLaurelSaysIsBetterThanItsCause() {
        assertThat(LastWords.of(List.of(
                        "2026-01-01 10:00:00,2 ERROR [io.qua.run.Application] (main) Failed to start application",
                        "Caused by: dev.laurel.ingest.RefusedStartException: Kafka at 127.0.0.1:9 does not answer; is it running?",
                        "Caused by: org.apache.kafka.common.errors.TimeoutException: Timed out")))
                .hasValue("Kafka at 127.0.0.1:9 does not answer; is it running?");
    }

    @Test
    void whatNamesAnAddressIsBetterThanItsCause() {
        assertThat(LastWords.of(List.of(
                        "2026-01-01 10:00:00,2 ERROR [io.qua.run.Application] (main) Failed to start application",
                        "Caused by: org.apache.kafka.common.KafkaException: broker at 127.0.0.1:9: Timed out",
                        "Caused by: org.apache.kafka.common.errors.TimeoutException: Timed out")))
                .hasValue("broker at 127.0.0.1:9: Timed out");
    }

    @Test
    void otherWaysToEnd() {
        assertThat(LastWords.of(
                        List.of("2026 [main] ERROR kafka.Server - Failed to acquire lock on file .lock", "bye")))
                .hasValue("Failed to acquire lock on file .lock");
        assertThat(LastWords.of(List.of(
                        "Exception in thread \"main\" java.lang.UnsupportedClassVersionError: built for Java 21",
                        "\tat java.base/x.Y.z(Y.java)")))
                .hasValue("built for Java 21");
        assertThat(LastWords.of(List.of("Error: Could not find or load main class x.Y")))
                .hasValue("Could not find or load main class x.Y");
        assertThat(LastWords.of(List.of("reading", "Killed"))).hasValue("Killed");
        assertThat(LastWords.of(List.of())).isEmpty();
        assertThat(LastWords.of(List.of("ERROR " + "x".repeat(2_000))).orElseThrow())
                .hasSize(501);
    }
}
