package dev.laurel.scorer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.laurel.schema.ClosedBy;
import dev.laurel.schema.DeadLetter;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Origin;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.SelectedResponse;
import dev.laurel.schema.Topics;
import dev.laurel.stack.Part;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** The running scorer, one line to each test. */
class ScorerIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path store;

    private static Path first;
    private static Path second;
    private static ScorerStack scorer;

    @BeforeAll
    static void start() throws Exception {
        first = Starters.write(store.resolve("first"), 1);
        second = Starters.write(store.resolve("second"), 2);
        Map<String, String> settings = new HashMap<>();
        for (String line : List.of("swap", "bad", "steady", "crash", "shadow", "orphan", "http")) {
            settings.put("laurel.lines." + line + ".tasks", line);
        }
        settings.put("laurel.scorer.shadow.shadow.version", "9");
        settings.put("laurel.scorer.shadow.shadow.share", "1");
        scorer = ScorerStack.start(settings);
        for (String line : List.of("swap", "bad", "steady", "crash", "shadow", "http")) {
            scorer.promote(line, 1, first);
        }
        await().atMost(LIMIT).until(() -> scorer.get("/q/health/ready").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        scorer.close();
    }

    @Test
    void aNewVersionTakesOverBetweenBatchesAndARollbackTakesItBack() throws Exception {
        RecordMetadata before = scorer.publish(response("swap", "before"));
        awaitScored("swap", 1);
        scorer.promote("swap", 2, second);
        awaitVersion("swap", 2);
        RecordMetadata after = scorer.publish(response("swap", "after"));
        awaitScored("swap", 2);
        scorer.appoint("swap", 1);
        awaitVersion("swap", 1);
        RecordMetadata rolledBack = scorer.publish(response("swap", "rolled-back"));
        awaitScored("swap", 3);

        Map<String, ScoredResponse> scored =
                scorer.scored("swap").stream().collect(Collectors.toMap(ScoredResponse::getResponseId, one -> one));
        assertThat(scored.get("before").getModelVersion()).isEqualTo(1);
        assertThat(scored.get("after").getModelVersion()).isEqualTo(2);
        assertThat(scored.get("rolled-back").getModelVersion()).isEqualTo(1);
        assertThat(scored.get("before").getWeightDigest()).isEqualTo(Starters.digest(first));
        assertThat(scored.get("after").getWeightDigest()).isEqualTo(Starters.digest(second));
        assertThat(scored.get("after").getReward())
                .isNotEqualTo(scored.get("before").getReward());
        assertThat(scored.get("rolled-back").getReward())
                .isEqualTo(scored.get("before").getReward(), within(1e-5));
        assertThat(scored.get("before").getNormalizedReward())
                .isEqualTo((scored.get("before").getReward() - 1) / 2, within(1e-9));
        assertThat(scored.get("before").getOrigin()).isEqualTo(origin(before));
        assertThat(scored.get("after").getOrigin()).isEqualTo(origin(after));
        assertThat(scored.get("rolled-back").getOrigin()).isEqualTo(origin(rolledBack));
    }

    @Test
    void aBadRecordBecomesADeadLetterAndStopsNothing() throws Exception {
        byte[] key = new PromptKey("acme", "p1").toBytes();
        RecordMetadata unreadable = scorer.publish(
                new ProducerRecord<>(Topics.RESPONSES.name(), key, new byte[] {0, 0, 0, 0x7f, 0x7f, 1, 2, 3}));
        RecordMetadata noValue = scorer.publish(new ProducerRecord<>(Topics.RESPONSES.name(), key, null));
        RecordMetadata wrongKey = scorer.publish(new ProducerRecord<>(
                Topics.RESPONSES.name(),
                "acme/other".getBytes(StandardCharsets.UTF_8),
                scorer.record(response("bad", "wrong-key")).value()));
        RecordMetadata badName =
                scorer.publish(Samples.response("no\nname").setTask("bad").build());
        RecordMetadata noPrompt = scorer.publish(Samples.response("no-prompt")
                .setTask("bad")
                .setMessages(List.of())
                .build());
        RecordMetadata noLine = scorer.publish(response("unheard-of", "no-line"));
        RecordMetadata noModel = scorer.publish(response("orphan", "no-model"));
        scorer.publish(response("bad", "good"));
        awaitScored("bad", 1);

        await().atMost(LIMIT).untilAsserted(() -> assertThat(reasons())
                .containsEntry(origin(unreadable), "UNREADABLE")
                .containsEntry(origin(noValue), "NO_VALUE")
                .containsEntry(origin(wrongKey), "KEY_MISMATCH")
                .containsEntry(origin(badName), "BAD_NAME")
                .containsEntry(origin(noPrompt), "EMPTY_CONVERSATION")
                .containsEntry(origin(noLine), "NO_LINE")
                .containsEntry(origin(noModel), "NO_ACTIVE_MODEL")
                .hasSize(7));
        assertThat(scorer.scored("bad"))
                .extracting(ScoredResponse::getResponseId)
                .containsExactly("good");
        assertThat(scorer.scored("orphan")).isEmpty();
    }

    @Test
    void aForgedHeaderChangesNothing() throws Exception {
        scorer.publish(response("steady", "honest"));
        ProducerRecord<byte[], byte[]> forged = scorer.record(response("steady", "forged"));
        forged.headers().add("laurel.outcome", new byte[] {1, 2, 3}).add("laurel.reward", new byte[] {9});
        scorer.publish(forged);
        awaitScored("steady", 2);

        List<ScoredResponse> scored = scorer.scored("steady");
        assertThat(scored.get(1).getReward()).isEqualTo(scored.get(0).getReward(), within(1e-5));
        assertThat(scored).extracting(ScoredResponse::getModelVersion).containsOnly(1);
    }

    @Test
    void aVersionWithOtherWeightsThanAnnouncedIsRefusedAndTheOldOneStays() throws Exception {
        scorer.promote("http", 2, second, Starters.digest(first));

        await().atMost(LIMIT).untilAsserted(() -> assertThat(
                        line("http").path("refused").path("reason").asText())
                .contains(Starters.digest(second)));
        assertThat(line("http").path("active").path("version").asInt()).isEqualTo(1);
        assertThat(scorer.get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(scorer.get("/q/health/ready").body()).contains("version 2 refused");
    }

    @Test
    void eachResponseIsScoredOnceAndEachGroupSelectedOnceThoughTheScorerIsKilled() throws Exception {
        scorer.publishAll(IntStream.range(0, 300).mapToObj(ScorerIT::candidate));
        await().atMost(LIMIT).until(() -> !scorer.scored("crash").isEmpty());
        ProcessHandle killed = scorer.stack().process(Part.SCORER);
        killed.destroyForcibly();
        killed.onExit().join();
        scorer.publishAll(IntStream.range(300, 400).mapToObj(ScorerIT::candidate));

        scorer.stack().restart(Part.SCORER);

        awaitScored("crash", 400);
        List<ScoredResponse> scored = scorer.scored("crash");
        assertThat(scored).extracting(ScoredResponse::getOrigin).doesNotHaveDuplicates();
        assertThat(scored)
                .extracting(ScoredResponse::getResponseId)
                .doesNotHaveDuplicates()
                .hasSize(400);
        assertThat(scorer.selected())
                .hasSize(100)
                .allSatisfy(group -> {
                    assertThat(group.getClosedBy()).isEqualTo(ClosedBy.COMPLETE);
                    assertThat(group.getCandidates()).hasSize(4);
                })
                .extracting(SelectedResponse::getGroupId)
                .doesNotHaveDuplicates();
    }

    @Test
    void aChallengerScoresAlongAndDecidesNothing() throws Exception {
        scorer.announce("shadow", 9, second);
        await().atMost(LIMIT).until(() -> scorer.get("/q/health/ready").body().contains("version 9 scores along"));
        scorer.publish(response("shadow", "shadowed"));

        await().atMost(LIMIT).untilAsserted(() -> assertThat(scorer.scored("shadow"))
                .filteredOn(one -> one.getResponseId().equals("shadowed"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.getModelVersion()).isEqualTo(1);
                    assertThat(one.getShadow().orElseThrow().getModelVersion()).isEqualTo(9);
                    assertThat(one.getShadow().orElseThrow().getWeightDigest()).isEqualTo(Starters.digest(second));
                    assertThat(one.getShadow().orElseThrow().getReward()).isNotEqualTo(one.getReward());
                }));
    }

    @Test
    void httpGivesTheRewardsOfTheStreamInTheFormOfTheRequest() throws Exception {
        scorer.publish(response("http", "r1"));
        awaitScored("http", 1);
        double reward = scorer.scored("http").get(0).getReward();
        String item =
                """
                {"messages":[{"role":"user","content":"Why is the sky blue?"}],\
                "response":"Because air scatters blue light more than red.","task":"http","response_id":"%s"}""";

        JsonNode one = scorer.json(scorer.post("/v1/score", "application/json", item.formatted("a")));
        JsonNode list = scorer.json(scorer.post(
                "/v1/score", "application/json", "[" + item.formatted("a") + "," + item.formatted("b") + "]"));
        List<String> lines = scorer.post(
                        "/v1/score", "application/x-ndjson", item.formatted("a") + "\n\n" + item.formatted("b") + "\n")
                .body()
                .lines()
                .toList();

        assertThat(one.path("response_id").asText()).isEqualTo("a");
        assertThat(one.path("reward").asDouble()).isEqualTo(reward, within(1e-5));
        assertThat(one.path("normalized_reward").asDouble()).isEqualTo((reward - 1) / 2, within(1e-5));
        assertThat(one.path("model_line").asText()).isEqualTo("http");
        assertThat(one.path("model_version").asInt()).isEqualTo(1);
        assertThat(one.path("tokens").asInt()).isPositive();
        assertThat(one.path("truncated").isBoolean()).isTrue();
        assertThat(list).hasSize(2);
        assertThat(list.get(1).path("response_id").asText()).isEqualTo("b");
        assertThat(lines).hasSize(2).last().asString().contains("\"response_id\":\"b\"");
    }

    @Test
    void httpNamesTheItemAndTheFieldThatIsWrong() throws Exception {
        String good =
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"response\":\"Hello\",\"task\":\"http\"}";
        String bad = "{\"messages\":[{\"role\":\"user\"}],\"response\":\"Hello\",\"task\":\"http\"}";

        var refused = scorer.post("/v1/score", "application/json", "[" + good + "," + bad + "]");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(scorer.json(refused).path("index").asInt()).isEqualTo(1);
        assertThat(scorer.json(refused).path("field").asText()).isEqualTo("messages[0].content");
        assertThat(scorer.post("/v1/score", "application/json", "{\"messages\":")
                        .statusCode())
                .isEqualTo(400);
        assertThat(scorer.post("/v1/score", "application/json", good.replace("\"task\":\"http\"", "\"line\":\"none\""))
                        .statusCode())
                .isEqualTo(404);
        var noModel = scorer.post("/v1/score", "application/json", good.replace("http", "orphan"));
        assertThat(noModel.statusCode()).isEqualTo(503);
        assertThat(noModel.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void metricsTellWhatHappens() throws Exception {
        String metrics = scorer.get("/q/metrics").body();

        assertThat(metrics)
                .contains(
                        "laurel_scorer_version{line=\"steady\"",
                        "laurel_scorer_batch_responses",
                        "laurel_scorer_latency");
    }

    private static Map<Origin, String> reasons() {
        return scorer.deadLetters().stream()
                .map(ConsumerRecord::headers)
                .map(headers -> DeadLetter.read(headers).orElseThrow())
                .collect(Collectors.toMap(
                        letter -> new Origin(letter.topic(), letter.partition(), letter.offset()), DeadLetter::kind));
    }

    private static Origin origin(RecordMetadata place) {
        return new Origin(place.topic(), place.partition(), place.offset());
    }

    private static JsonNode line(String name) throws Exception {
        for (JsonNode one : scorer.json(scorer.get("/v1/models")).path("lines")) {
            if (one.path("line").asText().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no line " + name);
    }

    private static void awaitVersion(String line, int version) {
        await().atMost(LIMIT).until(() -> scorer.activeVersion(line) == version);
    }

    private static void awaitScored(String task, int count) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(scorer.scored(task)).hasSize(count));
    }

    /** The one of a number, in groups of four, one prompt to each group. */
    private static GeneratedResponse candidate(int number) {
        return Samples.response("r" + number)
                .setTask("crash")
                .setPromptId("p" + number / 4)
                .setGroupId("g" + number / 4)
                .setGroupSize(4)
                .build();
    }

    private static GeneratedResponse response(String task, String id) {
        return response(task, id, "p1");
    }

    private static GeneratedResponse response(String task, String id, String promptId) {
        return Samples.response(id).setTask(task).setPromptId(promptId).build();
    }
}
