package dev.laurel.ingest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.laurel.schema.Candidate;
import dev.laurel.schema.DeadLetter;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackSource;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Message;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.ToolCall;
import dev.laurel.schema.Topics;
import dev.laurel.stack.Stack;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.laurel.ingest.Samples.response;
import static org.assertj.core.api.Assertions.assertThat;

/** Ingest as its users meet it: HTTP in front, a real broker and registry behind. */
class IngestIT {

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
        ingest = start("first");
    }

    @AfterAll
    static void stop() throws Exception {
        ingest.close();
        kafka.close();
        stack.close();
    }

    @Test
    void postedComparisonBecomesAPair() throws Exception {
        IngestProcess.Answer answer = ingest.post("/v1/feedback", comparison("compared", "e1"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().get("accepted").intValue()).isEqualTo(1);
        PreferencePair pair = kafka.awaitPairs("compared", 1).get(0);
        assertThat(pair.getChosen().getMessages().get(0).getContent()).isEqualTo("Rayleigh scattering.");
        assertThat(pair.getSource().getEventIds()).containsExactly("e1");
    }

    @Test
    void postedResponsesCompleteAPair() throws Exception {
        ingest.post(
                "/v1/feedback",
                """
                {"event_id": "e1", "tenant": "acme", "source": {"system": "web", "actor": "END_USER"},
                 "prompt_id": "late", "messages": [{"role": "user", "content": "Hi"}],
                 "payload": {"premade_pair": {"chosen": "a", "rejected": "b"}}}
                """);
        IngestProcess.Answer answer = ingest.post(
                "/v1/responses",
                """
                {"response_id":"a","tenant":"acme","prompt_id":"late","messages":[{"role":"user","content":"Hi"}],"response":"Hello"}
                {"response_id":"b","tenant":"acme","prompt_id":"late","messages":[{"role":"user","content":"Hi"}],"response":"Go"}
                """);

        assertThat(answer.body().get("accepted").intValue()).isEqualTo(2);
        assertThat(kafka.awaitPairs("late", 1).get(0).getChosen().getResponseId())
                .isEqualTo("a");
    }

    @Test
    void malformedJsonIsAProblemThatNamesThePlace() throws Exception {
        IngestProcess.Answer answer = ingest.post("/v1/feedback", "{\"event_id\": \"e1\",\n \"tenant\" 3}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.mediaType()).startsWith("application/problem+json");
        assertThat(answer.body().get("detail").textValue()).startsWith("line 2, column 11");
    }

    @Test
    void nothingOfARequestWithAnInvalidItemIsPublished() throws Exception {
        String bad = comparison("mixed", "e2").replace("\"outcome\": \"A\"", "\"outcome\": \"C\"");

        IngestProcess.Answer answer = ingest.post("/v1/feedback", "[" + comparison("mixed", "e1") + "," + bad + "]");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("index").intValue()).isEqualTo(1);
        assertThat(answer.body().get("field").textValue()).isEqualTo("payload.comparison.outcome");
        assertThat(answer.body().get("detail").textValue()).contains("\"C\"");
        assertThat(answer.body().get("accepted").intValue()).isZero();
        assertThat(kafka.read(Topics.FEEDBACK.name()))
                .noneMatch(record -> new String(record.key(), StandardCharsets.UTF_8).equals("acme/mixed"));
    }

    @Test
    void chosenEqualToRejectedIsAProblem() throws Exception {
        IngestProcess.Answer answer =
                ingest.post("/v1/feedback", comparison("equal", "e1").replace("Because.", "Rayleigh scattering."));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("title").textValue()).isEqualTo("Equal answers");
        assertThat(answer.body().get("detail").textValue())
                .isEqualTo("item 0, payload: chosen \"a\" and rejected \"b\" have the same text");
    }

    @Test
    void feedbackThatNamesOnlyAResponseFindsItsPrompt() throws Exception {
        for (String id : List.of("up", "down")) {
            String feedback =
                    """
                    {"event_id": "thumb-%1$s", "tenant": "acme", "source": {"system": "chat", "actor": "END_USER", "subject": "u-1"},
                     "payload": {"thumb": {"response_id": "only-%1$s", "up": %2$s}}}
                    """;
            assertThat(ingest.post("/v1/feedback", feedback.formatted(id, id.equals("up")))
                            .status())
                    .isEqualTo(202);
        }
        ingest.post(
                "/v1/responses",
                """
                {"response_id":"only-up","tenant":"acme","prompt_id":"named","messages":[{"role":"user","content":"Hi"}],"response":"Hello"}
                {"response_id":"only-down","tenant":"acme","prompt_id":"named","messages":[{"role":"user","content":"Hi"}],"response":"Go"}
                """);

        assertThat(kafka.awaitPairs("named", 1).get(0).getChosen().getResponseId())
                .isEqualTo("only-up");
    }

    @Test
    void messageOfTwoMegabytesIsAProblemThatNamesSizeAndLimit() throws Exception {
        IngestProcess.Answer answer =
                ingest.post("/v1/feedback", comparison("large", "e1").replace("Because.", "x".repeat(2_000_000)));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body().get("detail").textValue())
                .matches("item 0 has 2000\\d{3} bytes as a record, of which 921600 are allowed");
    }

    @Test
    void unknownSchemaIdIsSetAside() throws Exception {
        byte[] value = {0, 0, 1, -122, -97, 42}; // id 99999
        kafka.write(Topics.FEEDBACK, "acme/unknown-schema".getBytes(StandardCharsets.UTF_8), value);

        ConsumerRecord<byte[], byte[]> deadLetter = kafka.awaitDeadLetter(Topics.FEEDBACK, "acme/unknown-schema");

        assertThat(deadLetter.value()).isEqualTo(value);
        assertThat(KafkaProbe.reason(deadLetter).reason()).contains("99999");
        assertThat(KafkaProbe.reason(deadLetter).topic()).isEqualTo(Topics.FEEDBACK.name());
    }

    @Test
    void keyThatDisagreesWithTheValueIsSetAside() throws Exception {
        byte[] value = new RegistrySerde<>(Topics.RESPONSES, kafka.registry())
                .serializer()
                .serialize(Topics.RESPONSES.name(), response("a"));
        kafka.write(Topics.RESPONSES, "acme/elsewhere".getBytes(StandardCharsets.UTF_8), value);

        DeadLetter reason = KafkaProbe.reason(kafka.awaitDeadLetter(Topics.RESPONSES, "acme/elsewhere"));

        assertThat(reason.kind()).isEqualTo("KEY_MISMATCH");
        assertThat(reason.reason()).contains("\"acme/elsewhere\"", "\"acme/p1\"");
    }

    @Test
    void whatWasKnownOutlivesTheProcessAndItsDisk() throws Exception {
        ingest.post("/v1/feedback", comparison("kept", "e1"));
        kafka.awaitPairs("kept", 1);

        ingest.kill();
        ingest = start("second");
        ingest.post("/v1/feedback", comparison("kept", "e1"));
        ingest.post(
                "/v1/feedback",
                """
                {"event_id": "e2", "tenant": "acme", "operation": "RETRACT", "supersedes": "e1",
                 "source": {"system": "web", "actor": "END_USER"}, "prompt_id": "kept"}
                """);

        List<PreferencePair> pairs = kafka.awaitPairs("kept", 2);
        assertThat(pairs)
                .extracting(PreferencePair::getOperation)
                .containsExactly(PairOperation.PUBLISH, PairOperation.WITHDRAW);
        assertThat(pairs.get(1).getPairId()).isEqualTo(pairs.get(0).getPairId());
    }

    @Test
    void listensOnLoopbackUnlessItIsOpened() {
        assertThat(ingest.log()).contains("Listening on: http://127.0.0.1:");
    }

    @Test
    void healthMetricsAndDescriptionAreServed() throws Exception {
        assertThat(ingest.get("/q/health/live").body().get("status").textValue())
                .isEqualTo("UP");
        assertThat(ingest.get("/q/health/ready").body().get("status").textValue())
                .isEqualTo("UP");
        assertThat(ingest.get("/q/openapi?format=json").body().get("paths").has("/v1/feedback"))
                .isTrue();
    }

    @Test
    void everyExampleOfTheDescriptionIsAcceptedAndEveryKindOfFeedbackHasOne() throws Exception {
        JsonNode description = ingest.get("/q/openapi?format=json").body();
        Set<String> kinds = new HashSet<>();
        for (String route : List.of("/v1/feedback", "/v1/responses")) {
            JsonNode body = description.path("paths").path(route).path("post").path("requestBody");
            String name = body.path("$ref").asText().replaceAll(".*/", "");
            for (JsonNode example : description
                    .path("components")
                    .path("requestBodies")
                    .path(name)
                    .path("content")
                    .path("application/json")
                    .path("examples")) {
                assertThat(ingest.post(route, example.path("value").toString()).status())
                        .as(example.toString())
                        .isEqualTo(202);
                example.path("value").path("payload").fieldNames().forEachRemaining(kinds::add);
            }
        }

        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "premade_pair", "comparison", "rating", "thumb", "ranking", "edit", "regenerate");
    }

    @Test
    void descriptionHasTheFieldsOfTheSchemas() throws Exception {
        JsonNode schemas =
                ingest.get("/q/openapi?format=json").body().path("components").path("schemas");

        assertThat(properties(schemas.path("FeedbackEvent"))).isEqualTo(fields(FeedbackEvent.getClassSchema()));
        assertThat(properties(schemas.path("GeneratedResponse"))).isEqualTo(fields(GeneratedResponse.getClassSchema()));
        assertThat(properties(schemas.path("FeedbackEvent").path("properties").path("source")))
                .isEqualTo(fields(FeedbackSource.getClassSchema()));
        assertThat(properties(schemas.path("Message"))).isEqualTo(fields(Message.getClassSchema()));
        assertThat(properties(schemas.path("ToolCall"))).isEqualTo(fields(ToolCall.getClassSchema()));
        Set<String> candidate = fields(Candidate.getClassSchema());
        candidate.add("content");
        assertThat(properties(schemas.path("Candidate"))).isEqualTo(candidate);
        for (Schema kind :
                FeedbackEvent.getClassSchema().getField("payload").schema().getTypes()) {
            if (kind.getType() == Schema.Type.RECORD) {
                String name =
                        kind.getName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
                assertThat(properties(schemas.path("Payload").path("properties").path(name)))
                        .isEqualTo(fields(kind));
            }
        }
    }

    private static Set<String> properties(JsonNode schema) {
        Set<String> names = new HashSet<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> fields(Schema schema) {
        return schema.getFields().stream().map(Schema.Field::name).collect(Collectors.toCollection(HashSet::new));
    }

    private static IngestProcess start(String stateDir) throws Exception {
        Map<String, String> settings = new HashMap<>(KafkaProbe.settings(stack));
        settings.put("laurel.ingest.state-dir", stateDir);
        settings.put("kafka.session.timeout.ms", "6000"); // so that a killed process is soon given up
        return IngestProcess.start(directory, settings).awaitRunning();
    }

    private static String comparison(String promptId, String eventId) {
        return """
                {"event_id": "%s", "tenant": "acme", "source": {"system": "web", "actor": "END_USER"},
                 "prompt_id": "%s", "messages": [{"role": "user", "content": "Why is the sky blue?"}],
                 "candidates": [{"response_id": "a", "content": "Rayleigh scattering."},
                                {"response_id": "b", "content": "Because."}],
                 "payload": {"comparison": {"response_a": "a", "response_b": "b", "outcome": "A"}}}
                """
                .formatted(eventId, promptId);
    }
}
