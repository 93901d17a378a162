package dev.laurel.scorer.rest;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import dev.laurel.schema.Line;
import dev.laurel.scorer.Starters;
import dev.laurel.scorer.batch.RequestBatcher.Piece;
import dev.laurel.scorer.live.Judgement;
import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.live.Lines;
import dev.laurel.scorer.live.LiveModels;
import dev.laurel.scorer.rest.call.Call;
import dev.laurel.scorer.rest.call.Form;
import dev.laurel.scorer.rest.call.ModelNames;
import dev.laurel.scorer.rest.call.RequestScorer.Plan;
import dev.laurel.scorer.rest.call.Scoring;
import dev.laurel.scorer.rest.sglang.SglangClassify;
import dev.laurel.scorer.rest.sglang.SglangScore;
import dev.laurel.scorer.rest.tei.TeiPredict;
import dev.laurel.scorer.rest.tei.TeiRerank;
import dev.laurel.scorer.rest.vllm.Embeddings;
import dev.laurel.scorer.rest.vllm.Tokenize;
import dev.laurel.scorer.rest.vllm.VllmClassify;
import dev.laurel.scorer.rest.vllm.VllmPooling;
import dev.laurel.scorer.rest.vllm.VllmRerank;
import dev.laurel.scorer.rest.vllm.VllmScore;
import dev.laurel.scorer.watch.ScorerMetrics;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** All forms with a real model, without a server. */
class FormsTest {

    private static final Call CALL =
            new Call(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LONG = "a word ".repeat(5_000);

    @TempDir
    static Path directory;

    private static LiveModels models;
    private static Lease lease;
    private static Map<String, Form> forms;

    @BeforeAll
    static void load() {
        models = new LiveModels(new ScorerMetrics(new SimpleMeterRegistry()), Clock.systemUTC());
        models.activate(Starters.load("default", 1, Starters.write(directory, 1), Starters.engine()));
        lease = models.lease();
        Lines lines = new Lines(List.of(new Line("default", Set.of(), Set.of())));
        ModelNames names = new ModelNames(lines, Map.of());
        Scoring scoring = new Scoring(names, 100);
        forms = Map.of(
                "classify", new VllmClassify(scoring),
                "pooling", new VllmPooling(scoring),
                "embeddings", new Embeddings(scoring),
                "tokenize", new Tokenize(names),
                "score", new VllmScore(scoring),
                "rerank", new VllmRerank(scoring),
                "sglang classify", new SglangClassify(scoring),
                "sglang score", new SglangScore(scoring),
                "tei predict", new TeiPredict(scoring),
                "tei rerank", new TeiRerank(scoring));
    }

    @AfterAll
    static void close() {
        lease.close();
        models.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"query\":\"Hi\",\"documents\":[\"\",\"Hello\"]}",
                "{\"queries\":\"Hi\",\"documents\":[\"\"]}",
                "{\"query\":\"Hi\",\"texts\":[\"\"]}"
            })
    void anEmptyAnswerIsScored(String request) throws Exception {
        Form form = request.contains("texts")
                ? forms.get("tei rerank")
                : forms.get(request.contains("queries") ? "score" : "rerank");

        assertThat(answer(form, JSON.readTree(request)).getStatus()).isEqualTo(200);
    }

    @Test
    void openAisPythonClientGetsItsNumberInBase64() throws Exception {
        JsonNode reply = JSON.valueToTree(
                answer(forms.get("embeddings"), JSON.readTree("{\"input\":\"Hi\",\"encoding_format\":\"base64\"}"))
                        .getEntity());

        assertThat(reply.path("data").path(0).path("embedding").binaryValue()).hasSize(Float.BYTES);
    }

    @Test
    void aLongTextIsRefusedUnlessItMayBeCutAndThenAtTheWantedEnd() {
        ObjectNode request = JSON.createObjectNode().put("input", LONG);

        assertThat(refused(forms.get("classify"), request).problem().detail()).contains("truncate_prompt_tokens");
        request.put("truncate_prompt_tokens", -1).put("truncation_side", "right");
        assertThat(answer(forms.get("classify"), request).getStatus()).isEqualTo(200);
        request.put("truncation_side", "left");
        assertThat(answer(forms.get("classify"), request).getStatus()).isEqualTo(200);
        request.put("input", "a".repeat(2_000_000));
        assertThat(refused(forms.get("classify"), request).problem().status()).isEqualTo(413);
    }

    @Test
    void nothingIsRankedByAnswersThatWereNotRead() {
        ObjectNode request = JSON.createObjectNode().put("query", LONG).put("truncate", true);
        request.putArray("texts").add("Hello").add("Hm");

        ProblemException problem = refused(forms.get("tei rerank"), request);

        assertThat(problem.problem().status()).isEqualTo(422);
        assertThat(problem.problem().detail()).contains("prompt alone");
    }

    @Test
    void aPromptThatIsSaidOnceIsBoundedByHowOftenItIsRead() {
        ObjectNode request = JSON.createObjectNode().put("query", "a".repeat(1 << 20));
        ArrayNode documents = request.putArray("documents");
        for (int i = 0; i < 100; i++) {
            documents.add("Hi");
        }

        assertThat(refused(forms.get("rerank"), request).problem().status()).isEqualTo(413);
    }

    @Test
    void whateverTheFieldsHoldTheAnswerIsARewardOrARefusalInTheFormsWords() {
        Random random = new Random(12);
        forms.forEach((name, form) -> {
            for (int i = 0; i < 400; i++) {
                JsonNode request = fuzzed(random);
                Response response;
                try {
                    response = answer(form, request);
                } catch (ProblemException e) {
                    response = form.refusal(e);
                    assertThat(e.problem().status()).as("%s %s", name, request).isBetween(400, 499);
                }
                assertThat(JSON.valueToTree(response.getEntity()).isContainerNode())
                        .as("%s %s", name, request)
                        .isTrue();
            }
        });
    }

    /** An object of the forms' fields with values of any kind. */
    private static ObjectNode fuzzed(Random random) {
        List<String> fields = List.of(
                "model",
                "input",
                "messages",
                "text",
                "input_ids",
                "queries",
                "documents",
                "items",
                "text_1",
                "text_2",
                "query",
                "texts",
                "inputs",
                "prompt",
                "top_n",
                "truncate",
                "truncate_prompt_tokens",
                "truncation_side",
                "use_activation",
                "raw_scores",
                "request_id",
                "rid",
                "task",
                "encoding_format",
                "add_special_tokens",
                "return_documents",
                "return_text",
                "user");
        ObjectNode request = JSON.createObjectNode();
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            request.set(fields.get(random.nextInt(fields.size())), value(random, 3));
        }
        return request;
    }

    private static JsonNode value(Random random, int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 0 ? 12 : 9)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2 -> nodes.numberNode(random.nextInt(50) - 5);
            case 3 -> nodes.numberNode(Double.POSITIVE_INFINITY);
            case 4 -> nodes.textNode("");
            case 5 -> nodes.textNode("\ud800");
            case 6 -> nodes.textNode("a\u0000\nb");
            case 7, 8 -> nodes.textNode("Why is the sky blue?");
            case 9 ->
                nodes.objectNode().<ObjectNode>set("role", value(random, 0)).set("content", value(random, depth - 1));
            default -> {
                ArrayNode array = nodes.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(random, depth - 1));
                }
                yield array;
            }
        };
    }

    private static ProblemException refused(Form form, JsonNode request) {
        return catchThrowableOfType(ProblemException.class, () -> answer(form, request));
    }

    private static Response answer(Form form, JsonNode request) {
        Plan<Response> plan = form.plan(request, CALL, lease);
        List<Judgement> judgements = lease.model("default")
                .orElseThrow()
                .judgeSequences(plan.pieces().stream().map(Piece::sequence).toList());
        return plan.answer().apply(judgements);
    }
}
