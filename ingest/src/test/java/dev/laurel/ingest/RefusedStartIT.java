package dev.laurel.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.laurel.schema.Registry;
import dev.laurel.stack.Stack;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A start that cannot work ends soon, with an exit status and a message that names what is missing and where. */
class RefusedStartIT {

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String NOBODY = "127.0.0.1:1";

    @TempDir
    Path directory;

    @Test
    void brokerIsDown() throws Exception {
        refused(
                Map.of("kafka.bootstrap.servers", NOBODY, "laurel.ingest.start-timeout", "PT2S"),
                "ingest does not start: Kafka at 127.0.0.1:1 (kafka.bootstrap.servers) does not answer within 2000 ms");
    }

    @Test
    void registryIsDown() throws Exception {
        KafkaProbe.provision(Stack.shared());

        refused(
                with(Registry.URL, "http://" + NOBODY),
                "ingest does not start: the schema registry at http://127.0.0.1:1 (schema.registry.url)");
    }

    @Test
    void unknownKeyOfLaurel() throws Exception {
        refused(with("laurel.ledgr.max-size", "1M"), "laurel.ledgr.max-size");
    }

    @Test
    void gateThatCannotBe() throws Exception {
        KafkaProbe.provision(Stack.shared());

        refused(
                with("laurel.ingest.gates.*.near-equal", "2"),
                "laurel.ingest.gates.*.near-equal: 2.0 is not above 0 and at most 1");
    }

    @Test
    void portInUse() throws Exception {
        KafkaProbe.provision(Stack.shared());
        String port = Stack.shared().bootstrapServers().replace("127.0.0.1:", "");

        refused(with("quarkus.http.port", port), port);
    }

    @Test
    void allInterfacesWithoutSayingSo() throws Exception {
        KafkaProbe.provision(Stack.shared());

        refused(with("quarkus.http.host", "0.0.0.0"), "laurel.http.listen=0.0.0.0 opens it to everybody");
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new HashMap<>(KafkaProbe.settings(Stack.shared()));
        settings.put(name, value);
        return settings;
    }

    private void refused(Map<String, String> settings, String message) throws Exception {
        try (IngestProcess ingest = IngestProcess.start(directory, settings)) {
            assertThat(ingest.awaitEnd(LIMIT)).as(ingest.log()).isEqualTo(1);
            assertThat(ingest.log()).contains(message);
        }
    }
}
