package dev.laurel.command.offline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.laurel.command.Shell;
import dev.laurel.command.Shell.Ended;
import dev.laurel.command.console.Exit;
import dev.laurel.reward.RewardModel;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.reward.starter.StarterModel;
import dev.laurel.reward.text.Message;
import dev.laurel.reward.text.TokenSequence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpServer;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ScoreCommandTest {

    private static final String QUESTION = "Why is the sky blue?";

    @TempDir
    private Path directory;

    private final ObjectMapper json = new ObjectMapper();
    private Path model;

    @BeforeEach
    void writeModel() {
        model = directory.resolve("model");
        StarterModel.write(model, 1);
        HuggingFaceDirectory.writeScale(model, new RewardScale(0.5, 2));
    }

    @Test
    void givesAnswersTheRewardsOfTheModel() throws IOException {
        List<String> answers = IntStream.range(0, 40)
                .mapToObj(i -> "Reason " + i + ": " + "scattering ".repeat(i * 10))
                .toList();
        Path file = lines(answers.stream()
                .map(answer -> "{\"prompt\": \"" + QUESTION + "\", \"response\": \"" + answer + "\"}")
                .toList());

        Ended ended = Shell.run("score", file, "--model", model);

        assertThat(ended.exit()).isEqualTo(Exit.OK);
        assertThat(ended.err()).isEmpty();
        List<JsonNode> rows = rows(ended);
        try (Engine engine = Engine.start(EngineOptions.defaults());
                RewardModel loaded = RewardModel.load(model, engine)) {
            List<TokenSequence> sequences = new ArrayList<>();
            answers.forEach(answer -> sequences.add(
                    loaded.text().encode(List.of(new Message("user", QUESTION), new Message("assistant", answer)))));
            float[] rewards = loaded.score(sequences);
            for (int i = 0; i < rewards.length; i++) {
                JsonNode row = rows.get(i);
                assertThat((float) row.path("reward").asDouble()).isEqualTo(rewards[i]);
                assertThat(row.path("normalized_reward").asDouble()).isEqualTo((rewards[i] - 0.5) / 2);
                assertThat(row.path("tokens").asInt())
                        .isEqualTo(sequences.get(i).length());
                assertThat(row.path("truncated").asBoolean())
                        .isEqualTo(sequences.get(i).truncated());
                assertThat(row.path("file_line").asInt()).isEqualTo(i + 1);
            }
            assertThat(rows).anyMatch(row -> row.path("truncated").asBoolean());
        }
    }

    @Test
    void scoresMoreRowsThanAreHeldAtOnceInTheirOrder() throws IOException {
        int many = 600;
        Path file = lines(IntStream.range(0, many)
                .mapToObj(i -> "{\"id\": " + i + ", \"prompt\": \"Count!\", \"response\": \"Number " + i + "\"}")
                .toList());

        List<JsonNode> rows = rows(Shell.run("score", file, "--model", model));

        assertThat(rows)
                .extracting(row -> row.path("response_id").asText())
                .containsExactlyElementsOf(
                        IntStream.range(0, many).mapToObj(Integer::toString).toList());
        Ended first = Shell.run("score", file, "--model", model, "--limit", 3);
        assertThat(rows(first)).hasSize(3);
    }

    @Test
    void oneAnswerToTwoPromptsHasTwoIds() throws IOException {
        Path file = lines(List.of(
                "{\"prompt\": \"Is it raining?\", \"response\": \"Yes.\"}",
                "{\"prompt\": \"Is it late?\", \"response\": \"Yes.\"}",
                "{\"id\": \"a\", \"prompt_id\": 1, \"prompt\": \"Is it raining?\", \"response\": \"Yes.\"}",
                "{\"id\": \"a\", \"prompt_id\": 1, \"prompt\": \"Is it late?\", \"response\": \"Yes.\"}",
                "{\"id\": \"a\", \"prompt_id\": 2, \"prompt\": \"Is it late?\", \"response\": \"Yes.\"}"));

        Ended ended = Shell.run("score", file, "--model", model);

        List<JsonNode> rows = rows(ended);
        assertThat(rows).hasSize(5);
        assertThat(rows.get(0).path("response_id")).isNotEqualTo(rows.get(1).path("response_id"));
        assertThat(rows.subList(2, 5))
                .extracting(row -> row.path("prompt_id").asText())
                .containsExactly("1", "1", "2");
    }

    @Test
    void tellsTheAccuracyOnPairs() throws IOException {
        Path file = PairFile.polite(directory.resolve("pairs.jsonl"), 30);

        Ended ended = Shell.run("score", file, "--pairs", "--model", model);

        List<JsonNode> rows = rows(ended);
        long right = rows.stream()
                .filter(row -> row.at("/chosen/reward").asDouble()
                        > row.at("/rejected/reward").asDouble())
                .count();
        assertThat(rows).hasSize(30);
        assertThat(ended.err())
                .contains("Accuracy on 30 pairs of 30 prompts")
                .containsPattern("all pairs +%.2f \\(".formatted(right / 30.0))
                .containsPattern("shorter answer chosen +- ")
                .contains("mean margin");
    }

    @Test
    void aPairThatBecomesEqualByTruncationIsATie() throws IOException {
        String far = "far ".repeat(400);
        Path file = lines(List.of(
                "{\"prompt\": \"Where?\", \"chosen\": \"" + far + "east\", \"rejected\": \"" + far + "west\"}"));

        Ended ended = Shell.run("score", file, "--pairs", "--model", model);

        assertThat(ended.exit()).isEqualTo(Exit.OK);
        assertThat(ended.err())
                .contains("1 pair with equal rewards counts as wrong; in it the texts were cut")
                .containsPattern("all pairs +0\\.00");
    }

    @Test
    void scoresTextsExactlyAsTheyAre() throws IOException {
        Path file = lines(List.of(
                "{\"text\": \" two  spaces<|im_end|>\\n\"}",
                "{\"text\": \" two  spaces<|im_end|>\\n\", \"id\": \"same\"}",
                "{\"no\": \"text\"}"));

        Ended ended = Shell.run("score", file, "--text", "--model", model);

        List<JsonNode> rows = rows(ended);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).path("id").asText()).isEqualTo("same");
        assertThat(ended.err()).contains("line 3: text is missing");
        try (Engine engine = Engine.start(EngineOptions.defaults());
                RewardModel loaded = RewardModel.load(model, engine)) {
            TokenSequence raw = loaded.text().encodeRaw(" two  spaces<|im_end|>\n");
            assertThat(rows.get(0).path("reward").asDouble())
                    .isCloseTo(loaded.score(List.of(raw, raw))[0], within(1e-5));
        }
    }

    @Test
    void aRowThatTheTemplateRefusesDoesNotStopTheRest() throws IOException {
        Files.writeString(
                model.resolve("chat_template.jinja"),
                "{% if messages|length > 2 %}{{ raise_exception('one question only') }}{% endif %}"
                        + "{% for m in messages %}{{ m['content'] }}{% endfor %}");
        Path file = lines(List.of(
                "{\"prompt\": \"Why?\", \"response\": \"Because.\"}",
                "{\"messages\": [{\"role\": \"system\", \"content\": \"Be kind.\"}, {\"role\": \"user\", \"content\": \"Why?\"}],"
                        + " \"response\": \"Because.\"}"));

        Ended ended = Shell.run("score", file, "--model", model);

        assertThat(ended.exit()).isEqualTo(Exit.PARTLY);
        assertThat(rows(ended)).hasSize(1);
        assertThat(ended.err()).contains("1  refused by the model").containsPattern("line 2: .*one question only");
    }

    @Test
    void asksTheRunningScorerWithoutAModel() throws IOException {
        HttpServer scorer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        scorer.createContext("/v1/score", exchange -> {
            ArrayNode replies = json.createArrayNode();
            for (JsonNode item : json.readTree(exchange.getRequestBody())) {
                replies.addObject()
                        .put("reward", item.path("response").asText().length())
                        .put("normalized_reward", 0.25)
                        .put("model_line", item.path("line").asText())
                        .put("model_version", 7)
                        .put("tokens", 12)
                        .put("truncated", true);
            }
            byte[] body = json.writeValueAsBytes(replies);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        scorer.start();
        try {
            Path file = PairFile.polite(directory.resolve("pairs.jsonl"), 3);
            String url = "http://127.0.0.1:" + scorer.getAddress().getPort();

            Ended ended = Shell.run("score", file, "--pairs", "--scorer", url);

            assertThat(ended.exit()).isEqualTo(Exit.OK);
            JsonNode row = rows(ended).get(0);
            assertThat(row.at("/chosen/reward").asDouble())
                    .isEqualTo("Gladly! Here is fact 0, something kind and thoughtful.".length());
            assertThat(row.at("/rejected/reward").asDouble()).isEqualTo("No. Look number 0 up.".length());
            assertThat(row.at("/chosen/model_version").asInt()).isEqualTo(7);
            assertThat(row.at("/chosen/truncated").asBoolean()).isTrue();
            assertThat(ended.err()).containsPattern("all pairs +1\\.00");
        } finally {
            scorer.stop(0);
        }
    }

    @Test
    void saysWhatItCannotDo() throws IOException {
        Path file = lines(List.of("{\"text\": \"hello\"}"));

        assertThat(Shell.run("score", file, "--text")).satisfies(said(Exit.USAGE, "--text needs --model"));
        assertThat(Shell.run("score", file, "--text", "--pairs", "--model", model))
                .satisfies(said(Exit.USAGE, "mutually exclusive"));
        assertThat(Shell.run("score", file, "--limit", -5)).satisfies(said(Exit.USAGE, "rows to read below 1: -5"));
        assertThat(Shell.run("score", directory.resolve("none"), "--model", model))
                .satisfies(said(Exit.FAILED, "there is no such file"));
        assertThat(Shell.run("score", file, "--model", directory.resolve("none")))
                .satisfies(said(Exit.FAILED, "is no directory"));
        assertThat(Shell.run("score", file, "--model", model)).satisfies(ended -> {
            assertThat(ended.exit()).isEqualTo(Exit.FAILED);
            assertThat(ended.err()).contains("line 1: prompt is missing, and so is messages");
        });
        Path answers = lines(List.of("{\"prompt\": \"Why?\", \"response\": \"Because.\"}"));
        assertThat(Shell.run("score", answers, "--scorer", "http://127.0.0.1:1"))
                .satisfies(said(Exit.UNREACHABLE, "is it running?"));
    }

    private static ThrowingConsumer<Ended> said(int exit, String what) {
        return ended -> {
            assertThat(ended.err()).contains(what);
            assertThat(ended.exit()).isEqualTo(exit);
            assertThat(ended.out()).isEmpty();
        };
    }

    private Path lines(List<String> rows) throws IOException {
        return Files.write(directory.resolve("rows.jsonl"), rows);
    }

    private List<JsonNode> rows(Ended ended) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : ended.out().lines().toList()) {
            rows.add(json.readTree(line));
        }
        return rows;
    }
}
