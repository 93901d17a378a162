package dev.laurel.stack;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

import dev.laurel.service.start.Main;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How services are started and configured; {@link StandInService} stands in for them. */
class ServiceIT {

    private static final String JAAS = "org.example.Login required\n  username=\"laurel\" password=\"secret\\\\1\";";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Recorder recorder = new Recorder();

    @TempDir
    Path root;

    @TempDir
    Path data;

    @BeforeEach
    void buildsAStandInForIngest() throws Exception {
        Files.createDirectories(root.resolve("deploy/stack"));
        Files.createFile(root.resolve("deploy/stack/pom.xml"));
        Files.createSymbolicLink(
                root.resolve("deploy/stack/target"), Checkout.find().root().resolve("deploy/stack/target"));
        Path application = Files.createDirectories(root.resolve("ingest/target/quarkus-app"));
        for (String directory : List.of("quarkus", "app", "lib/main", "lib/boot")) {
            Files.createDirectories(application.resolve(directory));
        }
        Files.createFile(application.resolve("quarkus-run.jar"));
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(application.resolve("app/laurel-ingest.jar")))) {
            for (Class<?> type : List.of(Main.class, StandInService.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new ZipEntry(name));
                type.getClassLoader().getResourceAsStream(name).transferTo(jar);
            }
        }
    }

    @AfterEach
    void unlinks() throws Exception {
        Files.delete(root.resolve("deploy/stack/target"));
    }

    @Test
    void servicesStartAfterProvisioningAndKnowTheirStack() throws Exception {
        List<Part> startedBefore = new ArrayList<>();
        StackOptions options = options(Part.BROKER, Part.INGEST).provisioning(stack -> recorder.started().stream()
                .map(StackEvent.Started::part)
                .forEach(startedBefore::add));

        try (Stack stack = Stack.start(options)) {
            assertThat(startedBefore).containsExactly(Part.BROKER);
            assertThat(property(stack, "kafka.bootstrap.servers")).isEqualTo(stack.bootstrapServers());
            assertThat(property(stack, "schema.registry.url")).isEqualTo("none");
        }
    }

    @Test
    void aServiceAloneUsesTheKafkaItIsTold() throws Exception {
        StackOptions options = options(Part.INGEST)
                .settings(Part.INGEST, Map.of("kafka.bootstrap.servers", "kafka.example.org:9093"))
                .settings(Part.INGEST, Map.of("kafka.security.protocol", "SASL_SSL"))
                .settings(Part.INGEST, Map.of("kafka.sasl.jaas.config", JAAS));

        try (Stack stack = Stack.start(options)) {
            assertThat(property(stack, "kafka.bootstrap.servers")).isEqualTo("kafka.example.org:9093");
            assertThat(property(stack, "kafka.security.protocol")).isEqualTo("SASL_SSL");
            assertThat(property(stack, "kafka.sasl.jaas.config")).isEqualTo(JAAS);
            assertThat(stack.process(Part.INGEST).info().commandLine())
                    .get()
                    .asString()
                    .doesNotContain("secret");
        }
    }

    @Test
    void aKilledServiceIsRestartedInItsPlace() throws Exception {
        try (Stack stack = Stack.start(options(Part.INGEST))) {
            ProcessHandle first = stack.process(Part.INGEST);
            first.destroyForcibly();
            assertThat(recorder.death().part()).isEqualTo(Part.INGEST);
            String url = stack.url(Part.INGEST);

            stack.restart(Part.INGEST);

            assertThat(stack.process(Part.INGEST).pid()).isNotEqualTo(first.pid());
            assertThat(stack.url(Part.INGEST)).isEqualTo(url);
            assertThat(property(stack, "quarkus.http.host")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void aServiceThatHasHadItsTimeIsNamedWithItsLastWords() {
        StackOptions options = options(Part.INGEST)
                .timeout(Duration.ofSeconds(3))
                .settings(Part.INGEST, Map.of("laurel.stand-in.never", "true"));

        assertThatThrownBy(() -> Stack.start(options))
                .isInstanceOf(StackException.class)
                .hasMessageStartingWith("ingest is not ready after 3 s and has had its time (more: --timeout)")
                .hasMessageContaining("it said last: the stand-in cannot find its feet")
                .hasMessageNotContaining("\n");
    }

    private StackOptions options(Part... parts) {
        return StackOptions.keeping(new Checkout(root), data)
                .parts(Set.of(parts))
                .ports(Ports.random())
                .listener(recorder);
    }

    private String property(Stack stack, String name) throws Exception {
        URI uri = URI.create(stack.url(Part.INGEST) + "/property?" + name);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
