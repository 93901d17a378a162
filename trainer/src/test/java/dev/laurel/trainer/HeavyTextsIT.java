package dev.laurel.trainer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.Provisioner;
import dev.laurel.schema.Registry;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.Topics;
import dev.laurel.stack.Checkout;
import dev.laurel.stack.Part;
import dev.laurel.stack.Stack;
import dev.laurel.stack.StackOptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The service with its usual heap beside a gigabyte of pairs, and beside a broker that stands still. */
class HeavyTextsIT {

    private static final int PAIRS = 1_300;
    private static final int CHARACTERS = 400_000;
    private static final String WINDOWS = "/v1/lines/heavy/windows";
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path store;

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start(StackOptions.temporary(Checkout.find())
                .parts(EnumSet.of(Part.BROKER, Part.REGISTRY, Part.TRAINER))
                .provisioning(HeavyTextsIT::provision)
                .settings(
                        Part.TRAINER,
                        Map.of(
                                "laurel.trainer.store",
                                store.toString(),
                                "laurel.trainer.schedule",
                                "off",
                                "laurel.trainer.base-model",
                                Lab.BASE.toString(),
                                "laurel.lines.heavy.tenants",
                                "acme")));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static void provision(Stack stack) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) stack.bootstrapServers()))) {
            Provisioner.LOCAL.provision(admin, Registry.connect(Map.of(Registry.URL, stack.registryUrl())));
        }
    }

    @Test
    void windowIsReadWithinItsHeapAndIsCancelledAtOnce() throws Exception {
        publish();

        String id = send("POST", WINDOWS, "{}").path("id").asText();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> send("GET", WINDOWS + "/" + id, ""), state -> !List.of("waiting", "reading")
                        .contains(state.path("state").asText()));
        healthy();
        Instant asked = Instant.now();
        send("DELETE", WINDOWS + "/current", "");
        JsonNode ended = await().atMost(Duration.ofSeconds(30))
                .until(() -> send("GET", WINDOWS + "/" + id, ""), HeavyTextsIT::ended);

        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("cancelled");
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void healthAnswersAtOnceWhileTheBrokerStandsStill() throws Exception {
        await().until(() -> healthy().path("status").asText().equals("UP"));
        long broker = stack.process(Part.BROKER).pid();

        signal("STOP", broker);
        try {
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> healthy().path("status").asText().equals("DOWN"));
        } finally {
            signal("CONT", broker);
        }

        await().atMost(Duration.ofSeconds(40))
                .until(() -> healthy().path("status").asText().equals("UP"));
    }

    /** The answer, which must come at once. */
    private static JsonNode healthy() throws Exception {
        Instant asked = Instant.now();
        JsonNode health = send("GET", "/q/health", "");
        assertThat(Duration.between(asked, Instant.now())).isLessThan(AT_ONCE);
        return health;
    }

    private static boolean ended(JsonNode window) {
        return List.of("done", "cancelled", "failed", "too_few_pairs")
                .contains(window.path("state").asText());
    }

    private static void publish() throws Exception {
        Registry registry = Registry.connect(Map.of(Registry.URL, stack.registryUrl()));
        String text = "слово ".repeat(CHARACTERS / 6); // two bytes a character, in memory too
        try (RegistrySerde<PreferencePair> serde = new RegistrySerde<>(Topics.PAIRS, registry);
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", stack.bootstrapServers(), "compression.type", "zstd"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int i = 0; i < PAIRS; i++) {
                PreferencePair pair = Pairs.of("heavy-" + i, i + " " + text);
                byte[] key = new PromptKey(pair.getTenant(), pair.getPromptId())
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
                RecordHeaders headers = new RecordHeaders();
                byte[] value = serde.serializer().serialize(Topics.PAIRS.name(), headers, pair);
                producer.send(new ProducerRecord<>(Topics.PAIRS.name(), null, null, key, value, headers));
            }
        }
    }

    private static JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.url(Part.TRAINER) + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
    }

    private static void signal(String name, long pid) throws Exception {
        int status = new ProcessBuilder("kill", "-" + name, String.valueOf(pid))
                .start()
                .waitFor();
        assertThat(status).isZero();
    }
}
