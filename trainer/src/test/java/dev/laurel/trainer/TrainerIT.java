package dev.laurel.trainer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.schema.ErasureRemainder;
import dev.laurel.schema.ErasureRequest;
import dev.laurel.schema.ErasureState;
import dev.laurel.schema.ErasureStatus;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.Topics;
import dev.laurel.service.client.TopicContents;
import dev.laurel.stack.Checkout;
import dev.laurel.stack.ObjectServer;
import dev.laurel.stack.Part;
import dev.laurel.stack.Stack;
import dev.laurel.stack.StackException;
import dev.laurel.stack.StackOptions;
import dev.laurel.trainer.file.Json;
import dev.laurel.trainer.run.Trigger;
import dev.laurel.trainer.run.WindowRun;
import dev.laurel.trainer.train.Progress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** The service as it is run: a process, its HTTP interface, and what stops its start. */
class TrainerIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String LINE = "service";

    @TempDir
    static Path store;

    private static Lab lab;
    private static Stack trainer;
    private static ObjectServer objects;

    @BeforeAll
    static void start() throws IOException {
        lab = new Lab(LINE, store);
        objects = ObjectServer.start(store.resolve("objects"), "checkpoints");
        Map<String, String> s3 = new HashMap<>(ObjectServer.CREDENTIALS);
        s3.put("laurel.trainer.object-store", "s3://checkpoints/laurel");
        s3.put("laurel.s3.endpoint", objects.endpoint().toString());
        s3.put("laurel.s3.path-style", "true");
        trainer = Stack.start(options(s3));
    }

    @AfterAll
    static void stop() {
        trainer.close();
        objects.close();
    }

    private static StackOptions options(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Lab.settings());
        settings.put("laurel.trainer.store", store.toString());
        settings.put("laurel.trainer.schedule", "off");
        settings.put("laurel.trainer.window.min-pairs", "20");
        settings.put("laurel.trainer.hold-out.share", "0.25");
        settings.put("laurel.trainer.hold-out.salt", "test");
        settings.put("laurel.trainer.training.learning-rate", "3e-3");
        settings.put("laurel.lines." + LINE + ".tenants", LINE);
        settings.put("laurel.lines.empty.tenants", "nobody,no-one");
        settings.putAll(more);
        return StackOptions.temporary(Checkout.find())
                .parts(EnumSet.of(Part.TRAINER))
                .settings(Part.TRAINER, settings);
    }

    @Test
    void trainsAWindowOverHttp() throws Exception {
        lab.publish(Pairs.polite(0, 97));
        lab.publish(List.of(
                Pairs.ofPerson("personal-1", "A personal question", "grace"),
                Pairs.ofPerson("personal-2", "Another personal question", "grace"),
                Pairs.ofPerson("personal-3", "A third personal question", "hopper")));

        HttpResponse<String> accepted = post("/v1/lines/service/windows", "");
        assertThat(accepted.statusCode()).isEqualTo(202);
        problem(post("/v1/lines/service/windows", ""), 409, "line service is busy with window");
        String location = accepted.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .endsWith(
                        "/v1/lines/service/windows/" + json(accepted).path("id").asText());
        JsonNode done = await().atMost(Duration.ofMinutes(2))
                .until(() -> get(URI.create(location).getPath()), TrainerIT::ended);

        assertThat(done.path("state").asText()).as("%s", done).isEqualTo("done");
        assertThat(done.at("/outcome/version").asInt()).isEqualTo(1);
        assertThat(done.at("/outcome/promoted").asBoolean()).as("%s", done).isTrue();
        JsonNode models = get("/v1/lines/service/models");
        assertThat(models.path("champion").asInt()).isEqualTo(1);
        assertThat(models.at("/models/0/accuracy/mean").asDouble()).isGreaterThan(0.9);
        JsonNode manifest = get("/v1/lines/service/models/1");
        assertThat(manifest.path("steps")).isNotEmpty();
        assertThat(manifest.at("/timings/steps").asDouble())
                .isPositive()
                .isLessThan(manifest.at("/timings/all").asDouble());
        assertThat(get("/v1/lines/service/windows").at("/windows/0/result").asText())
                .isEqualTo("promoted");
        assertThat(lab.versions().announced().champion()).contains(1);
        assertThat(lab.versions().announced().checkpoint(1).orElseThrow().getUri())
                .startsWith("s3://checkpoints/laurel/service/000001-");
        assertThat(objects.object("checkpoints", "laurel/service/000001.json")).exists();
        assertThat(text("/v1/lines/service/models/1/export?form=trl").lines())
                .hasSize(get("/v1/lines/service/models/1").at("/data/trained").asInt())
                .allMatch(row -> row.startsWith("{\"prompt\":[{\"role\":\"user\""));
        assertThat(text("/v1/lines/service/models/1/export?form=openai&side=holdout")
                        .lines())
                .hasSize(get("/v1/lines/service/models/1").at("/data/held_out").asInt())
                .allMatch(row -> row.contains("\"preferred_output\""));
        problem(post("/v1/lines/service/exports", ""), 409, "the window holds 0 pairs of the line");

        lab.publish(Pairs.polite(100, 140));
        JsonNode next = json(post("/v1/lines/service/exports", ""));
        assertThat(Stream.of("training", "holdout").flatMap(side -> textOf(
                                "/v1/lines/service/exports/" + next.path("id").asText() + "/pairs?side=" + side)
                        .lines()))
                .hasSize(40);
        assertThat(text("/v1/lines/service/models/1/report")).contains("<title>Line service, version 1</title>");
        assertThat(get("/v1/lines/service/models/1/report.json")
                        .at("/manifest/version")
                        .asInt())
                .isEqualTo(1);
        assertThat(text("/q/metrics"))
                .contains("laurel_trainer_windows_total{line=\"service\",outcome=\"promoted\"} 1.0")
                .contains("laurel_trainer_holdout_accuracy{line=\"service\",model=\"challenger\"} ")
                .contains("laurel_trainer_holdout_temperature{line=\"service\",model=\"champion\"} ");
        versionIsReproduced();
        versionHasALineage();
        personIsErased();
        personIsErasedWhereOthersAskFor();
    }

    private static void versionIsReproduced() throws Exception {
        HttpResponse<String> accepted = post("/v1/lines/service/models/1/reproductions", "");
        assertThat(accepted.statusCode()).isEqualTo(202);
        String path = URI.create(accepted.headers().firstValue("Location").orElseThrow())
                .getPath();
        JsonNode done = await().atMost(Duration.ofMinutes(2)).until(() -> get(path), TrainerIT::ended);

        assertThat(done.at("/finding/outcome").asText()).as("%s", done).isEqualTo("same");
    }

    private static void versionHasALineage() throws Exception {
        JsonNode version = get("/v1/lines/service/models/1/lineage").at("/versions/0");
        assertThat(version.path("trained").asInt() + version.path("held_out").asInt())
                .isEqualTo(100);
        JsonNode pair = get("/v1/lines/service/models/1/pairs?tenant=service&prompt_id=prompt%20of%20pair-7")
                .at("/pairs/0");
        assertThat(pair.path("pair_id").asText()).isEqualTo("pair-7");
        assertThat(get("/v1/lines/service/lineage/events/event%20of%20pair-7?tenant=service")
                        .at("/pairs/0/pair_id")
                        .asText())
                .isEqualTo("pair-7");
        assertThat(get("/v1/lines/service/lineage/events/event%20of%20pair-7?tenant=another")
                        .path("pairs"))
                .isEmpty();
        assertThat(get("/v1/lines/service/lineage/pairs/pair-7")
                        .at("/pairs/0/events/0")
                        .asText())
                .isEqualTo("event of pair-7");
    }

    private static void personIsErased() throws Exception {
        HttpResponse<String> accepted = post(
                "/v1/erasures",
                "{\"tenant\": \"service\", \"subject\": \"grace\", \"reason\": \"asked\", \"actor\": \"ada\"}");
        assertThat(accepted.statusCode()).isEqualTo(202);
        String path = URI.create(accepted.headers().firstValue("Location").orElseThrow())
                .getPath();
        JsonNode erasure = await().until(() -> get(path), each -> each.has("completed_at"));
        JsonNode version = erasure.path("versions").path(0);
        assertThat(version.path("line").asText()).isEqualTo("service");
        assertThat(version.at("/pairs/training.avro").asInt()
                        + version.at("/pairs/holdout.avro").asInt())
                .isEqualTo(2);
        assertThat(erasure.toString()).doesNotContain("grace");
        assertThat(get("/v1/erasures").path("erasures")).hasSize(1);
        assertThat(get("/v1/lines/service/models/1/lineage").at("/versions/0/erased"))
                .extracting(JsonNode::asText)
                .contains("personal-1");
    }

    /** As ingest does: the request stands in the topic, and so does what came of it. */
    private static void personIsErasedWhereOthersAskFor() throws Exception {
        ErasureRequest request = ErasureRequest.newBuilder()
                .setErasureId("asked-elsewhere")
                .setTenant(LINE)
                .setSubject("hopper")
                .setReason("asked")
                .setActor("ada")
                .setEventTime(Instant.now())
                .build();
        Map<String, Object> kafka = Map.of("bootstrap.servers", Lab.settings().get("kafka.bootstrap.servers"));
        try (var producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            String topic = Topics.ERASURES.name();
            byte[] value = new RegistrySerde<>(Topics.ERASURES, Lab.REGISTRY)
                    .serializer()
                    .serialize(topic, request);
            for (int again = 0; again < 2; again++) { // as after a lost acknowledgement
                producer.send(new ProducerRecord<>(topic, 0, "asked-elsewhere".getBytes(UTF_8), value))
                        .get();
            }
        }

        JsonNode erasure = await().atMost(Duration.ofSeconds(30))
                .until(() -> get("/v1/erasures").path("erasures").path(1), each -> each.has("completed_at"));
        assertThat(erasure.path("id").asText()).isEqualTo("asked-elsewhere");
        assertThat(get("/v1/lines/service/models/1/lineage").at("/versions/0/erased"))
                .extracting(JsonNode::asText)
                .contains("personal-3");
        var values = new RegistrySerde<>(Topics.ERASURE_STATUS, Lab.REGISTRY).deserializer();
        List<ErasureStatus> told = await().atMost(Duration.ofSeconds(30))
                .until(() -> statuses(kafka, "asked-elsewhere", values), statuses -> !statuses.isEmpty());
        ErasureStatus status = told.get(0);
        assertThat(status.getState()).isEqualTo(ErasureState.DONE);
        assertThat(status.getCounts()).containsEntry("versions", 1L).containsKey("archived_pairs");
        assertThat(status.getRemains()).extracting(ErasureRemainder::getPlace).contains("line service, version 1");
        assertThat(told.toString()).doesNotContain("hopper");
    }

    private static List<ErasureStatus> statuses(
            Map<String, Object> kafka, String erasure, Deserializer<ErasureStatus> values) {
        List<ErasureStatus> told = new ArrayList<>();
        String topic = Topics.ERASURE_STATUS.name();
        TopicContents.read(topic, kafka, Duration.ofSeconds(10), record -> told.add(values.deserialize(topic, record)));
        return told.stream()
                .filter(status -> status.getErasureId().equals(erasure))
                .toList();
    }

    @Test
    void tooFewPairsAreSaidSo() throws Exception {
        JsonNode window = json(post("/v1/lines/empty/windows", "{\"max_pairs\": 10}"));
        assertThat(window.at("/notices/0/detail").asText())
                .isEqualTo("max_pairs=10 is below the 20 pairs that otherwise make a window: 10 make this one");
        String path = "/v1/lines/empty/windows/" + window.path("id").asText();

        JsonNode left = await().atMost(Duration.ofMinutes(2)).until(() -> get(path), TrainerIT::ended);

        assertThat(left.path("state").asText()).isEqualTo("too_few_pairs");
        assertThat(left.path("note").asText()).startsWith("the window holds 0 pairs of the line, and at least 10");
        assertThat(left.at("/notices/0/kind").asText()).isEqualTo("fewer_pairs");
    }

    @Test
    void healthKnowsTheBrokerWithoutAskingIt() throws Exception {
        JsonNode ready = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> get("/q/health/ready"),
                        health -> health.path("status").asText().equals("UP"));

        assertThat(ready.path("checks").findValuesAsText("name"))
                .contains("broker", "checkpoint-store")
                .noneMatch(name -> name.contains("Kafka connection"));
    }

    @Test
    void problemsNameWhatIsWrong() throws Exception {
        assertThat(get("/v1/lines/no%0Awhere/models").path("detail").asText())
                .isEqualTo("no line no\\u000awhere; the lines are [empty, service] (laurel: --line NAME)");
        problem(
                post("/v1/lines/nowhere/windows", ""),
                404,
                "no line nowhere; the lines are [empty, service] (laurel: --line NAME)");
        problem(post("/v1/lines/empty/windows", "{\"max_pairs\": 1}"), 400, "max_pairs below 2: 1");
        problem(post("/v1/lines/empty/windows", "{\"maxpairs\": 5}"), 400, "maxpairs");
        problem(post("/v1/lines/empty/windows", "{\"max_pairs\": "), 400, "the body is no JSON at line 1");
        assertThat(get("/v1/lines/empty/models/7/report").path("detail").asText())
                .isEqualTo("line empty has no version 7");
        problem(post("/v1/lines/empty/rollback", "{\"reason\": \"worse\", \"actor\": \"me\"}"), 409, "no champion");
        problem(post("/v1/lines/empty/rollback", "{\"reason\": \"worse\"}"), 400, "needs \"reason\" and \"actor\"");
        problem(post("/v1/lines/empty/models/7/reproductions", ""), 404, "line empty has no version 7");
        problem(response("/v1/lines/empty/models/7/lineage"), 404, "line empty has no version 7");
        problem(post("/v1/erasures", "{\"tenant\": \"acme\"}"), 400, "\"subject\" is missing");
        problem(response("/v1/erasures/none"), 404, "no erasure none");
        problem(
                post("/v1/lines/empty/models/7/promote", "{\"reason\": \"better\", \"actor\": \"me\"}"),
                404,
                "line empty has no version 7");
    }

    @Test
    void windowsThatAreNotThereCannotBeExported() throws Exception {
        assertThat(text("/v1/lines/empty/models/7/export")).contains("line empty has no version 7");
        assertThat(text("/v1/lines/empty/models/7/export?form=csv")).contains("there are [trl, openai]");
        assertThat(text("/v1/lines/empty/models/7/export?side=left")).contains("there are [training, holdout]");
        assertThat(text("/v1/lines/empty/exports/none/pairs")).contains("line empty has no exported window none");
    }

    @Test
    void registrationsNeedToSayWhatAndWhy() throws Exception {
        problem(post("/v1/lines/empty/registrations", ""), 400, "a registration needs \"source\"");
        problem(
                post("/v1/lines/empty/registrations", "{\"source\": \"/x\", \"window\": \"1\", \"reason\": \"r\"}"),
                400,
                "a registration needs \"actor\"");
    }

    @Test
    void isAliveAndReady() throws Exception {
        assertThat(get("/q/health/ready").path("status").asText()).isEqualTo("UP");
        assertThat(text("/q/health/ready")).contains("checkpoint-store");
    }

    @Test
    void startsWindowsOnSchedule(@TempDir Path nightly) throws Exception {
        Map<String, String> everySecond =
                Map.of("laurel.trainer.schedule", "* * * * * ?", "laurel.trainer.store", nightly.toString());
        try (Stack scheduled = Stack.start(options(everySecond))) {
            await().atMost(Duration.ofMinutes(1))
                    .until(
                            () -> text(scheduled, "/q/metrics"),
                            metrics -> metrics.contains(
                                    "laurel_trainer_windows_total{line=\"empty\",outcome=\"too_few_pairs\"}"));
        }
    }

    @Test
    void startsWindowsThatWereMissedOrHaveGathered(@TempDir Path late) throws Exception {
        Lab gathered = new Lab("gathered", late);
        gathered.publish(Pairs.polite(0, 40));
        Path log = Files.createDirectories(late.resolve("empty")).resolve("windows.jsonl");
        WindowRun old = new WindowRun(
                Trigger.SCHEDULE,
                Instant.EPOCH,
                Optional.of(Instant.EPOCH),
                Optional.of(WindowRun.Result.FAILED),
                Progress.reading("old", "empty"));
        Files.writeString(log, Json.mapper().writeValueAsString(old) + "\n");
        Map<String, String> settings = Map.of(
                "laurel.trainer.schedule",
                "0 0 2 * * ?",
                "laurel.trainer.gathering.pairs",
                "30",
                "laurel.trainer.gathering.check-interval",
                "1s",
                "laurel.lines.gathered.tenants",
                "gathered",
                "laurel.lines." + LINE + ".tenants",
                "nobody-here",
                "laurel.trainer.store",
                late.toString());
        try (Stack started = Stack.start(options(settings))) {
            JsonNode missed = await().atMost(Duration.ofMinutes(1))
                    .until(
                            () -> windows(started, "empty"),
                            windows -> windows.size() == 2 && windows.get(0).has("result"));
            JsonNode enough = await().atMost(Duration.ofMinutes(1))
                    .until(() -> windows(started, "gathered"), windows -> windows.path(0)
                            .has("result"));

            assertThat(missed.at("/0/trigger").asText()).isEqualTo("missed_schedule");
            assertThat(missed.at("/1/progress/id").asText()).isEqualTo("old");
            assertThat(enough.at("/0/trigger").asText()).isEqualTo("gathered");
            assertThat(enough.at("/0/result").asText()).isEqualTo("promoted");
            assertThat(text(started, "/q/metrics"))
                    .contains("laurel_trainer_window_result{line=\"gathered\",result=\"promoted\"} 1.0")
                    .contains("laurel_trainer_window_state{line=\"empty\",state=\"too_few_pairs\"} 1.0")
                    .contains("laurel_trainer_window_age_seconds{line=\"empty\"}")
                    .contains("laurel_trainer_pairs_waiting{line=\"empty\"} 0.0");
        }
    }

    private static JsonNode windows(Stack stack, String line) throws Exception {
        return JSON.readTree(text(stack, "/v1/lines/" + line + "/windows")).path("windows");
    }

    @Test
    void unknownSettingStopsTheStart() {
        refused(Map.of("laurel.trainer.window.min-pears", "5"), "laurel.trainer.window.min-pears");
    }

    @Test
    void unknownPrefixStopsTheStart() {
        refused(Map.of("laurel.trianer.seed", "5"), "laurel.trianer.seed");
    }

    @Test
    void silentObjectStoreStopsTheStart() {
        Map<String, String> settings = new HashMap<>(ObjectServer.CREDENTIALS);
        settings.put("laurel.trainer.object-store", "s3://checkpoints/laurel");
        settings.put("laurel.s3.endpoint", "http://127.0.0.1:9");
        refused(settings, "object store http://127.0.0.1:9 could not list s3://checkpoints");
    }

    @Test
    void silentBrokerStopsTheStart() {
        refused(
                Map.of("kafka.bootstrap.servers", "127.0.0.1:9"),
                "Kafka at 127.0.0.1:9 (kafka.bootstrap.servers) does not answer");
    }

    @Test
    void silentRegistryStopsTheStart() {
        refused(Map.of("schema.registry.url", "http://127.0.0.1:9"), "http://127.0.0.1:9 does not answer");
    }

    @Test
    void baseModelWithoutTokenizerStopsTheStart(@TempDir Path base) throws IOException {
        TinyModel.write(base);
        Files.delete(base.resolve("tokenizer.json"));

        refused(Map.of("laurel.trainer.base-model", base.toString()), "has no tokenizer.json");
    }

    private static void refused(Map<String, String> settings, String message) {
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> Stack.start(options(settings)).close())
                .withMessageContaining(message);
    }

    private static void problem(HttpResponse<String> response, int status, String detail) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(json(response).path("status").asInt()).isEqualTo(status);
        assertThat(json(response).path("detail").asText()).contains(detail);
    }

    private static boolean ended(JsonNode window) {
        return window.path("state").asText().matches("done|failed|cancelled|too_few_pairs");
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(trainer.url(Part.TRAINER) + path))
                .header("Content-Type", "application/json");
        return HTTP.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> response(String path) throws Exception {
        URI uri = URI.create(trainer.url(Part.TRAINER) + path);
        return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static JsonNode get(String path) throws Exception {
        return JSON.readTree(text(path));
    }

    private static String text(String path) throws Exception {
        return text(trainer, path);
    }

    private static String textOf(String path) {
        try {
            return text(path);
        } catch (Exception e) {
            throw new AssertionError(path, e);
        }
    }

    private static String text(Stack stack, String path) throws Exception {
        URI uri = URI.create(stack.url(Part.TRAINER) + path);
        return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }
}
