package dev.laurel.command.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.command.pairs.AccuracyTable;
import dev.laurel.stack.Ports;
import dev.laurel.stack.StackOptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole of it: real broker, real registry, the three services as processes, two windows, on a few pairs of a user's file. */
class FlywheelIT {

    private static final int PROMPTS = 40;
    private static final int PLAINEST = 0;
    private static final int RICHEST = 3;

    @TempDir
    private Path directory;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void feedbackBecomesRewardsAndMoreFeedbackABetterVersion() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        DemoOptions options = new DemoOptions(
                Optional.of(pairs()),
                Optional.of(responses()),
                PROMPTS,
                1,
                Map.of(
                        "laurel.trainer.schedule", "off",
                        "laurel.trainer.gate.margin",
                                "1", // so few pairs prove nothing; what matters here is that the wheel turns
                        "laurel.trainer.window.min-pairs", "5",
                        "laurel.trainer.hold-out.share", "0.25"),
                Optional.of(directory.resolve("data")),
                Ports.random(),
                StackOptions.TIMEOUT);

        DemoReport report = new Demo(options, new PrintStream(printed, true, StandardCharsets.UTF_8)).run();

        assertThat(report.defects()).isEmpty();
        assertThat(report.published()).isEqualTo(PROMPTS);
        assertThat(report.imports()).first().satisfies(first -> assertThat(first.refusedRows())
                .isEqualTo(1));
        assertThat(report.records("preference.pairs.v1")).isEqualTo(PROMPTS);
        assertThat(report.records("responses.scored.v1")).isEqualTo(PROMPTS);
        assertThat(report.windows()).extracting(TrainedWindow::version).containsExactly(1, 2);
        assertThat(report.windows())
                .extracting(TrainedWindow::parent)
                .containsExactly(Optional.empty(), Optional.of(1));
        assertThat(report.census().byVersion().keySet())
                .isSubsetOf("default@1", "default@2")
                .contains("default@1");
        assertThat(report.census().scored()).allSatisfy(scored -> assertThat(scored.getWeightDigest())
                .isEqualTo(digest(report, scored.getModelVersion())));
        assertThat(report.holdOuts().get(0).accuracy().verdicts())
                .extracting(AccuracyTable.Verdict::model)
                .contains("starter", "v1", "v2", AccuracyTable.LONGER);
        assertThat(report.holdOuts().get(0).languages()).containsKey("zh");
        assertThat(json.readTree(report.json().toString()).path("defects")).isEmpty();
        assertThat(report.text(directory.resolve("demo.html"), true))
                .contains("All counts agree.", "version 2 from version 1")
                .as("texts that are not ours are not shown")
                .doesNotContain("best to default");
        assertThat(report.html())
                .contains("All counts agree", "Accuracy, line default")
                .doesNotContain(answer(sample().get(0), RICHEST));
        assertThat(report.provenance().finding().path("outcome").asText()).isEqualTo("same");
        JsonNode response = report.provenance().lineage().at("/responses/0");
        assertThat(response.path("pairs")).hasSizeGreaterThan(10).allSatisfy(pair -> assertThat(
                        pair.at("/events/0/place/topic").asText())
                .isEqualTo("feedback.events.v1"));
        assertThat(report.provenance().text()).contains("of line default, weights", "base model starter");
    }

    private static String digest(DemoReport report, int version) {
        return report.windows().get(version - 1).weightDigest();
    }

    /** Pairs as chat messages, the first of them of no use. */
    private Path pairs() throws Exception {
        StringBuilder rows = new StringBuilder("{\"chosen\": \"\", \"rejected\": \"x\", \"prompt\": \"y\"}\n");
        for (JsonNode row : sample()) {
            ObjectNode pair = json.createObjectNode();
            turns(pair, "chosen", row.path("prompt").asText(), answer(row, RICHEST));
            turns(pair, "rejected", row.path("prompt").asText(), answer(row, PLAINEST));
            rows.append(pair).append('\n');
        }
        return Files.writeString(directory.resolve("pairs.jsonl"), rows);
    }

    private Path responses() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (JsonNode row : sample()) {
            ObjectNode response = json.createObjectNode()
                    .put("id", row.path("prompt_id").asText())
                    .put("response", answer(row, PLAINEST));
            response.putArray("messages")
                    .addObject()
                    .put("role", "user")
                    .put("content", row.path("prompt").asText());
            rows.append(response).append('\n');
        }
        return Files.writeString(directory.resolve("responses.jsonl"), rows);
    }

    private List<JsonNode> sample() throws Exception {
        List<JsonNode> rows = new ArrayList<>();
        for (String line :
                Files.readAllLines(Path.of("src/main/sample/answers.jsonl")).subList(0, PROMPTS)) {
            rows.add(json.readTree(line));
        }
        return rows;
    }

    private static String answer(JsonNode row, int degree) {
        return row.path("answers").path(degree).asText();
    }

    private static void turns(ObjectNode pair, String side, String prompt, String answer) {
        pair.putArray(side)
                .add(pair.objectNode().put("role", "user").put("content", prompt))
                .add(pair.objectNode().put("role", "assistant").put("content", answer));
    }
}
