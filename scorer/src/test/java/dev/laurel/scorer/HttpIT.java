package dev.laurel.scorer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.laurel.stack.Part;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** The running scorer's HTTP interface. */
class HttpIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path CONTRACTS = Path.of("src/test/resources/contract");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Half a surrogate pair has no form in UTF-8. */
    private static final ObjectWriter ESCAPING = JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private static final String ITEM =
            "{\"messages\":[{\"role\":\"user\",\"content\":\"Why is the sky blue?\"}],\"response\":\"%s\"}";

    @TempDir
    static Path directory;

    private static ScorerStack scorer;

    @BeforeAll
    static void start() throws Exception {
        policies("policies: [{name: gate, accept: 1000}]");
        scorer = ScorerStack.start(Map.of(
                "laurel.lines.default.tasks", "default",
                "laurel.lines.orphan.tasks", "orphan",
                "laurel.scorer.policies.file", policyFile().toString(),
                "laurel.scorer.policies.check-every", "50ms",
                "laurel.scorer.http.max-responses", "400",
                "laurel.scorer.http.model-aliases.\"/models/reward\"", "default",
                "quarkus.http.limits.max-body-size", "1M"));
        scorer.promote("default", 1, Starters.write(directory.resolve("first"), 1));
        await().atMost(LIMIT).until(() -> scorer.get("/q/health/ready").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        scorer.close();
    }

    static Stream<Path> contracts() throws IOException {
        try (Stream<Path> files = Files.walk(CONTRACTS)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void answersAsOnRecord(Path file) throws Exception {
        JsonNode contract = JSON.readTree(file.toFile());
        JsonNode request = contract.path("request");

        HttpResponse<String> response = scorer.post(
                request.path("path").asText(),
                "application/json",
                request.has("raw") ? request.path("raw").asText() : ESCAPING.writeValueAsString(request.path("body")));

        assertThat(response.statusCode())
                .as(response.body())
                .isEqualTo(contract.at("/response/status").asInt());
        assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                .startsWith(contract.at("/response/content_type").asText("application/json"));
        Frozen.assertMatches(contract.at("/response/body"), JSON.readTree(response.body()));
    }

    @Test
    void ofLinesEachHasItsOwnAnswer() throws Exception {
        String body = Stream.of(
                        ITEM.formatted("Because air scatters blue light."),
                        "{\"messages\":",
                        "",
                        ITEM.formatted("\\ud800"),
                        ITEM.formatted("Hm.").replace("}],", "}],\"task\":\"orphan\","),
                        ITEM.formatted("Hm.").replace("\"user\"", "\"forbidden\""),
                        ITEM.formatted("It reflects the sea."))
                .collect(Collectors.joining("\n"));

        HttpResponse<String> response = scorer.post("/v1/score", "application/x-ndjson", body);

        assertThat(response.statusCode()).isEqualTo(200);
        List<JsonNode> answers = response.body().lines().map(HttpIT::parse).toList();
        assertThat(answers).hasSize(6);
        assertThat(answers.get(0).path("reward").isNumber()).isTrue();
        assertThat(answers.get(5).path("reward").isNumber()).isTrue();
        assertThat(answers.subList(1, 5))
                .extracting(
                        answer -> answer.path("status").asInt(),
                        answer -> answer.path("index").asInt(),
                        answer -> answer.path("field").asText())
                .containsExactly(tuple(400, 1, ""), tuple(422, 2, "response"), tuple(503, 3, ""), tuple(422, 4, ""));
    }

    @Test
    void aPolicyTakesEffectWithoutARestartAndAttemptsAreCounted() throws Exception {
        String item = ITEM.formatted("Because air scatters blue light.");
        double reward = scorer.json(scorer.post("/v1/score", "application/json", item))
                .path("normalized_reward")
                .asDouble();
        takePolicies("policies: [{name: gate, accept: %s}]".formatted(reward - 0.1));
        JsonNode accepted = verify("/v1/verify", item);
        takePolicies("policies: [{name: gate, accept: %s, regenerate: %s, attempts: 2}]"
                .formatted(reward + 0.1, reward - 0.1));
        JsonNode again = verify("/v1/verify", item);
        JsonNode last = verify("/v1/verify", item.replace("{\"messages", "{\"attempt\":2,\"messages"));

        assertThat(accepted.path("decision").asText()).isEqualTo("ACCEPT");
        assertThat(again.path("decision").asText()).isEqualTo("REGENERATE");
        assertThat(last.path("decision").asText()).isEqualTo("FALL_BACK");
        assertThat(last.path("reason").asText()).contains("attempt 2 of 2");
        assertThat(again.path("policy_version").asText())
                .isNotEqualTo(accepted.path("policy_version").asText());
        assertThat(again.path("model_version").asInt()).isEqualTo(1);
        assertThat(again.path("truncated").isBoolean()).isTrue();

        policies("policies: [{name: gate, accept: high}]");
        await().atMost(LIMIT).until(() -> scorer.get("/q/health/ready").body().contains("accept"));
        assertThat(scorer.get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(verify("/v1/verify", item).path("policy_version")).isEqualTo(again.path("policy_version"));
        assertThat(metric("laurel_scorer_policies_good")).isZero();

        policies("policies: [{name: gate, accept: 1000}]");
        await().atMost(LIMIT).until(() -> metric("laurel_scorer_policies_good") == 1);
    }

    @Test
    void aPassedDeadlineGivesTheFallbackVerdictAndOtherwiseAnError() throws Exception {
        CompletableFuture<HttpResponse<String>> busy = CompletableFuture.supplyAsync(() -> post(longRequest()));
        await().atMost(LIMIT).until(() -> metric("laurel_scorer_http_queued_tokens") > 0);

        JsonNode verdict = verify("/v1/verify?deadline_ms=1", ITEM.formatted("Because."));
        HttpResponse<String> late =
                scorer.post("/v1/score?deadline_ms=1", "application/json", ITEM.formatted("Because."));

        assertThat(verdict.path("decision").asText()).isEqualTo("FALL_BACK");
        assertThat(verdict.path("policy").asText()).isEqualTo("gate");
        assertThat(verdict.path("reason").asText()).contains("1 ms");
        assertThat(verdict.has("reward")).isFalse();
        assertThat(late.statusCode()).isEqualTo(504);
        assertThat(busy)
                .succeedsWithin(LIMIT)
                .extracting(HttpResponse::statusCode)
                .isEqualTo(200);
        assertThat(metric("laurel_scorer_http_deadlines_total")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void whatAClientLeavesBehindIsNotScored() throws Exception {
        double before = metric("laurel_scorer_http_cancelled_total");
        byte[] body = longRequest().getBytes(StandardCharsets.UTF_8);
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head(body.length));
            out.write(body);
            out.flush();
            await().atMost(LIMIT).until(() -> metric("laurel_scorer_http_queued_tokens") > 0);
        }

        await().atMost(LIMIT).until(() -> metric("laurel_scorer_http_cancelled_total") == before + 1);
        assertThat(metric("laurel_scorer_http_queued_tokens")).isZero();
    }

    @Test
    void refusesWhatIsTooLarge() throws Exception {
        HttpResponse<String> items = post(request(401, "Hm."));

        assertThat(items.statusCode()).isEqualTo(413);
        assertThat(scorer.json(items).path("detail").asText()).contains("401", "400");
        assertThat(statusOf(2_000_000)).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void aDeadlineThatIsNoNumberIsRefusedByName() throws Exception {
        HttpResponse<String> refused =
                scorer.post("/v1/score?deadline_ms=soon", "application/json", ITEM.formatted("Hm."));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("deadline_ms", "soon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void whatAFormOfAWebPageCanSendIsRefusedAndNeverWithAPage(String contentType) throws Exception {
        for (String path : List.of("/classify", "/rerank", "/predict", "/v1/score", "/get_reward", "/v1/verify")) {
            HttpResponse<String> refused = scorer.post(path, contentType, "{\"input\":\"Hi\",\"inputs\":\"Hi\"}");

            assertThat(refused.statusCode()).as(path).isEqualTo(415);
            assertThat(refused.body()).as(path).doesNotContain("<");
        }
    }

    @Test
    void modelsAreListedForOpenAisClientsToo() throws Exception {
        JsonNode list = scorer.json(scorer.get("/v1/models"));

        assertThat(list.path("object").asText()).isEqualTo("list");
        assertThat(list.path("data"))
                .extracting(model -> model.path("id").asText())
                .containsExactly("default", "/models/reward");
        assertThat(list.path("data").path(0).path("root").asText()).isEqualTo("default@1");
        assertThat(list.path("data").path(0).path("max_model_len").isInt()).isTrue();
        assertThat(list.path("lines")).hasSize(2);
    }

    @Test
    void tellsItsRoutesAndItsMetrics() throws Exception {
        assertThat(scorer.get("/q/openapi").body())
                .contains("/v1/score:", "/v1/verify:", "/get_reward:", "/classify:", "/v1/classify:", "/v1/policies:");
        assertThat(scorer.get("/q/openapi").body())
                .contains(
                        "/pooling:",
                        "/v1/embeddings:",
                        "/tokenize:",
                        "/score:",
                        "/rerank:",
                        "/v2/rerank:",
                        "/predict:");
        assertThat(scorer.get("/q/metrics").body())
                .contains(
                        "laurel_scorer_http_batch_responses",
                        "laurel_scorer_http_batch_tokens",
                        "laurel_scorer_http_queue_wait",
                        "laurel_scorer_http_batch_time",
                        "laurel_scorer_policies_good");
    }

    /** The first line that answers a request of that many bytes, of which none has come yet. */
    private static String statusOf(int bytes) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(head(bytes));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private static Socket connect() throws IOException {
        URI uri = URI.create(scorer.stack().url(Part.SCORER));
        return new Socket(uri.getHost(), uri.getPort());
    }

    private static byte[] head(int bytes) {
        return ("POST /v1/score HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + bytes + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Some seconds' work, which nothing else can be done before. */
    private static String longRequest() {
        return request(200, "Sunlight is scattered by the air, blue light the most. ".repeat(40));
    }

    private static String request(int items, String response) {
        return IntStream.range(0, items)
                .mapToObj(i -> ITEM.formatted(response))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static JsonNode verify(String path, String item) throws Exception {
        HttpResponse<String> response = scorer.post(path, "application/json", item);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return scorer.json(response);
    }

    private static HttpResponse<String> post(String body) {
        try {
            return scorer.post("/v1/score", "application/json", body);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void takePolicies(String text) throws Exception {
        String before = scorer.get("/v1/policies").body();
        policies(text);
        await().atMost(LIMIT).until(() -> !scorer.get("/v1/policies").body().equals(before));
    }

    private static void policies(String text) throws IOException {
        Files.writeString(policyFile(), text);
    }

    private static Path policyFile() {
        return directory.resolve("policies.yaml");
    }

    private static double metric(String name) throws Exception {
        return scorer.get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }
}
