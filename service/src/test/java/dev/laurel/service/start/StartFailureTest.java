package dev.laurel.service.start;

import java.net.BindException;

import io.quarkus.runtime.configuration.ConfigurationException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartFailureTest {

    @Test
    void whatLaurelFoundIsTheSentence() {
        Throwable ours = new IllegalStateException("no broker at x:1 (kafka.bootstrap.servers)", deep("Timed out"));

        StartFailure failure = StartFailure.of(wrapped(ours));

        assertThat(failure.sentence()).isEqualTo("no broker at x:1 (kafka.bootstrap.servers): Timed out");
        assertThat(failure.unexpected()).isEmpty();
    }

    @Test
    void aCauseThatIsToldAlreadyIsNotRepeated() {
        Throwable ours = new IllegalStateException("no broker:\n  Timed out", deep("Timed out"));

        assertThat(StartFailure.of(ours).sentence()).isEqualTo("no broker:; Timed out");
    }

    @Test
    void configurationAndPortsAreNamed() {
        assertThat(StartFailure.of(wrapped(new ConfigurationException("laurel.x is no number")))
                        .sentence())
                .isEqualTo("laurel.x is no number");
        assertThat(StartFailure.of(wrapped(new BindException("Address already in use: /127.0.0.1:8081")))
                        .sentence())
                .contains("127.0.0.1:8081", "quarkus.http.port");
    }

    @Test
    void whatNobodyForesawHasItsPlaceAndNotItsWords() {
        StartFailure failure = StartFailure.of(wrapped(new NullPointerException("said in confidence")));

        assertThat(failure.sentence()).contains("NullPointerException").doesNotContain("confidence");
        assertThat(failure.unexpected().orElseThrow().getStackTrace()).isNotEmpty();
    }

    private static Throwable wrapped(Throwable cause) {
        return elsewhere(new RuntimeException("Failed to start quarkus", cause));
    }

    private static Throwable deep(String message) {
        return elsewhere(new RuntimeException(message));
    }

    private static Throwable elsewhere(Throwable error) {
        error.setStackTrace(new StackTraceElement[] {new StackTraceElement("org.example.Client", "ask", null, 1)});
        return error;
    }
}
