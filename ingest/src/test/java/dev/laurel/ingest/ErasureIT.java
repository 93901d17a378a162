package dev.laurel.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.laurel.ingest.ledger.EntryKey;
import dev.laurel.schema.PairOperation;
import dev.laurel.stack.Stack;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** After an erasure no file has the person's texts, neither of ingest nor of the broker, but those that the answer lists. */
class ErasureIT {

    private static final String SECRET = "my secret number is 4711";
    private static final String RESPONSE =
            """
            {"response_id": "%s", "tenant": "acme", "prompt_id": "%s", "response": "%s",
             "messages": [{"role": "user", "content": "%s"}] %s}""";
    private static final String THUMB =
            """
            {"event_id": "%s", "tenant": "acme", "prompt_id": "%s", "payload": {"thumb": {"response_id": "%s", "up": %s}},
             "source": {"system": "web", "actor": "END_USER", "subject": "%s"}}""";

    @TempDir
    static Path directory;

    private static Stack stack;
    private static KafkaProbe kafka;
    private static IngestProcess ingest;

    @BeforeAll
    static void start() throws Exception {
        stack = Stack.forTests();
        KafkaProbe.provision(stack);
        kafka = new KafkaProbe(stack);
        ingest = IngestProcess.start(directory, KafkaProbe.settings(stack)).awaitRunning();
        compactSoon();
    }

    @AfterAll
    static void stop() {
        ingest.close();
        kafka.close();
        stack.close();
    }

    @Test
    void textsOfAnErasedPersonAreInNoFileThatTheAnswerDoesNotList() throws Exception {
        say("p1", "grace", SECRET);
        say("p2", "ada", "nothing to hide");
        kafka.awaitPairs("p1", 1);
        kafka.awaitPairs("p2", 1);
        ingest.close();
        assertThat(files(directory)).isNotEmpty();
        ingest = IngestProcess.start(directory, KafkaProbe.settings(stack)).awaitRunning();
        assertThat(files(stack.data())).anyMatch(file -> file.contains("-changelog-"));

        IngestProcess.Answer accepted = ingest.post(
                "/v1/erasures",
                """
                {"tenant": "acme", "subject": "grace", "reason": "asked", "actor": "privacy desk"}""");

        assertThat(accepted.status()).isEqualTo(202);
        String id = accepted.body().path("id").asText();
        JsonNode report = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> ingest.get("/v1/erasures/" + id).body(),
                        said -> said.path("waits_for").size() == 1);
        assertThat(report.path("waits_for").path(0).asText()).isEqualTo("trainer");
        assertThat(report.has("completed_at")).isFalse();
        assertThat(kafka.pairs("p1"))
                .filteredOn(pair -> pair.getOperation() == PairOperation.WITHDRAW)
                .hasSize(1)
                .allMatch(pair -> pair.getChosen().getMessages().isEmpty());
        assertThat(report.path("remains").path(0).path("place").asText()).isEqualTo("archives of the trainer");
        List<String> listed = StreamSupport.stream(report.path("remains").spliterator(), false)
                .filter(place -> place.path("until").isTextual())
                .map(place -> place.path("place").asText())
                .toList();
        assertThat(listed)
                .contains(
                        "feedback.events.v1",
                        "responses.generated.v1",
                        "preference.pairs.v1",
                        "preference.pairs.v1.dlq",
                        "responses.scored.v1",
                        "prompt.ids.v1",
                        "laurel-ingest-ledger-entries-changelog");

        assertThat(files(directory)).as("files of the stores").isEmpty();
        List<String> kept = listed.stream()
                .filter(place -> !place.endsWith("-changelog") && !place.equals("prompt.ids.v1"))
                .toList();
        int[] count = {0};
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    say("p1", "nobody", "said later " + count[0]++); // a broker leaves the end of a log as it is
                    assertThat(files(stack.data()))
                            .allMatch(file -> kept.stream().anyMatch(topic -> file.startsWith(topic + "-")));
                });
    }

    @Test
    void whatIsNoRequestIsRefusedWithTheField() throws Exception {
        assertThat(ingest.post("/v1/erasures", "{\"tenant\": \"acme\", \"reason\": \"r\", \"actor\": \"a\"}")
                        .body()
                        .path("detail")
                        .asText())
                .isEqualTo("\"subject\" is missing, or no text");
        assertThat(ingest.post("/v1/erasures", "{\"tenant\": \"acme\", \"person\": \"x\"}")
                        .body()
                        .path("detail")
                        .asText())
                .startsWith("unknown field \"person\"");
        assertThat(ingest.post("/v1/erasures", "[]").status()).isEqualTo(400);
        assertThat(ingest.get("/v1/erasures/none").status()).isEqualTo(404);
    }

    /** Two answers to one prompt, of which the person likes one. */
    private static void say(String prompt, String subject, String text) throws Exception {
        String of = ", \"subject\": \"" + subject + "\"";
        String good = prompt + subject + text.hashCode() + "good";
        String bad = prompt + subject + text.hashCode() + "bad";
        for (String[] request : new String[][] {
            {
                "/v1/responses",
                RESPONSE.formatted(good, prompt, text, "Say: " + (subject.equals("nobody") ? "x" : text), of)
            },
            {
                "/v1/responses",
                RESPONSE.formatted(bad, prompt, "bad " + text, "Say: " + (subject.equals("nobody") ? "x" : text), of)
            },
            {"/v1/feedback", THUMB.formatted(good + "up", prompt, good, true, subject)},
            {"/v1/feedback", THUMB.formatted(bad + "down", prompt, bad, false, subject)}
        }) {
            assertThat(ingest.post(request[0], request[1]).status()).isEqualTo(202);
        }
    }

    /** Changelogs are compacted within seconds, as they would be within days. */
    private static void compactSoon() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) stack.bootstrapServers()))) {
            Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
            for (String topic : admin.listTopics().names().get()) {
                if (topic.endsWith("-changelog") || topic.equals("prompt.ids.v1")) {
                    List<AlterConfigOp> settings = new ArrayList<>();
                    Map.of("max.compaction.lag.ms", "1000", "segment.ms", "1000", "min.cleanable.dirty.ratio", "0.01")
                            .forEach((name, value) -> settings.add(
                                    new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
                    changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), settings);
                }
            }
            assertThat(changes).hasSizeGreaterThanOrEqualTo(4);
            admin.incrementalAlterConfigs(changes).all().get();
        }
    }

    /** The files that have the text, as directory and name. */
    private static List<String> files(Path root) {
        byte[] wanted = SECRET.getBytes(StandardCharsets.UTF_8);
        List<String> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (EntryKey.indexOf(bytes(file), wanted) >= 0) {
                    found.add(file.getParent().getFileName() + "/" + file.getFileName());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static byte[] bytes(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) { // deleted meanwhile
            return new byte[0];
        }
    }
}
