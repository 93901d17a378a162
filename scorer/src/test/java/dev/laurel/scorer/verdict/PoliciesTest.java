package dev.laurel.scorer.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

import dev.laurel.scorer.watch.PolicyMetrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class PoliciesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    @TempDir
    Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Optional<Policies> policies = Optional.empty();

    @AfterEach
    void close() {
        policies.ifPresent(Policies::close);
    }

    @Test
    void readsYaml() throws IOException {
        Policies read = policies(
                """
                policies:
                  # thresholds on the reference scale
                  - name: support
                    tenants: [acme, beta]
                    tasks: [support]
                    accept: 0.5
                    regenerate: -0.5
                    attempts: 3
                  - name: rest
                    accept: 0
                """);

        assertThat(read.verifier().policies())
                .containsExactly(
                        new Policy("support", Set.of("acme", "beta"), Set.of("support"), 0.5, -0.5, 3),
                        new Policy("rest", Set.of(), Set.of(), 0, 0, 1));
    }

    @Test
    void readsJson() throws IOException {
        Policies read = policies("{\"policies\": [{\"name\": \"rest\", \"accept\": 0.25}]}");

        assertThat(read.verifier().policies()).containsExactly(new Policy("rest", Set.of(), Set.of(), 0.25, 0.25, 1));
    }

    @Test
    void takesAChangedFile() throws IOException {
        Policies read = policies("policies: [{name: rest, accept: 0.25}]");

        write("policies: [{name: rest, accept: 0.75}]");
        read.refresh();

        assertThat(read.verifier().policies())
                .singleElement()
                .extracting(Policy::accept)
                .isEqualTo(0.75);
        assertThat(meters.counter("laurel.scorer.policies.reloads").count()).isEqualTo(2);
    }

    @Test
    void looksAtTheFileByItself() throws IOException {
        Policies read = policies("policies: [{name: rest, accept: 0.25}]");
        read.watch(Duration.ofMillis(5));

        write("policies: [{name: rest, accept: 0.75}]");

        await().until(() -> read.verifier().policies().get(0).accept() == 0.75);
    }

    @Test
    void keepsWhatItHasWhereTheFileBreaksAndSaysSoOnce() throws IOException {
        Policies read = policies("policies: [{name: rest, accept: 0.25}]");
        Verifier before = read.verifier();

        write("policies: [{name: rest, accept: high}]");
        read.refresh();
        read.refresh();

        assertThat(read.verifier()).isSameAs(before);
        assertThat(read.refused())
                .map(Policies.Refused::reason)
                .get()
                .asString()
                .contains("accept", "high");
        assertThat(read.refused()).map(Policies.Refused::at).contains(NOW);
        assertThat(meters.counter("laurel.scorer.policies.refused").count()).isEqualTo(1);
        assertThat(good()).isZero();

        write("policies: [{name: rest, accept: 0.5}]");
        read.refresh();

        assertThat(read.verifier().policies().get(0).accept()).isEqualTo(0.5);
        assertThat(read.refused()).isEmpty();
        assertThat(good()).isEqualTo(1);
    }

    @Test
    void forgivesAFileThatIsPutBack() throws IOException {
        Policies read = policies("policies: [{name: rest, accept: 0.25}]");
        Files.delete(file());
        read.refresh();
        read.refresh();
        assertThat(read.refused())
                .map(Policies.Refused::reason)
                .get()
                .asString()
                .contains("cannot be read");
        assertThat(meters.counter("laurel.scorer.policies.refused").count()).isEqualTo(1);

        write("policies: [{name: rest, accept: 0.25}]");
        read.refresh();

        assertThat(read.refused()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            policies: [{name: rest}]                              | accept
            policies: [{accept: 1}]                               | name
            policies: [{name: rest, accept: 1, acept: 2}]         | acept
            policies: [{name: rest, accept: 1, regenerate: 2}]    | regenerate
            policies: [{name: a, accept: 1}, {name: b, accept: 2}]| equally closely
            policies: [{name: a, accept: .nan}]                   | .nan
            policies: [                                           | line
            rules: []                                             | policies
            {}                                                    | policies
            '[]'                                                  | Content
            """)
    void doesNotStartWithAFileThatCannotBeUsed(String text, String named) {
        assertThatThrownBy(() -> policies(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("policies.yaml")
                .hasMessageContaining(named);
    }

    @Test
    void withoutAFileThereAreNone() {
        policies = Optional.of(new Policies(Optional.empty(), new PolicyMetrics(meters), clock()));

        assertThat(policies.get().verifier()).isEqualTo(Verifier.NONE);
    }

    private double good() {
        return meters.get("laurel.scorer.policies.good").gauge().value();
    }

    private Policies policies(String text) throws IOException {
        write(text);
        policies = Optional.of(new Policies(Optional.of(file()), new PolicyMetrics(meters), clock()));
        return policies.get();
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    private void write(String text) throws IOException {
        Files.writeString(file(), text);
    }

    private Path file() {
        return directory.resolve("policies.yaml");
    }
}
