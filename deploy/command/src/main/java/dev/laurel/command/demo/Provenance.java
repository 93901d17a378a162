package dev.laurel.command.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import dev.laurel.command.client.TopicReader;
import dev.laurel.command.client.TrainerClient;
import dev.laurel.command.lineage.LineageReader;
import dev.laurel.command.lineage.LineageText;
import dev.laurel.schema.ScoredResponse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where one reward comes from: its lineage with all pairs, what one of the feedback events behind it has taught, and the first steps of the version that gave it, taken again.
 *
 * @param lineage as {@code laurel lineage --pairs --json} prints it
 * @param back as {@code laurel lineage --event --json} prints it
 * @param finding as {@code laurel reproduce --json} prints it
 */
public record Provenance(JsonNode lineage, JsonNode back, JsonNode finding) {

    /** Enough to see the same bits come out; all of them would take as long as the training did. */
    private static final int STEPS = 6;

    /** Of a response that the latest version of a line has scored. */
    static Provenance of(TopicReader topics, TrainerClient trainer, Census census) {
        ScoredResponse latest = census.scored().stream()
                .max(Comparator.comparingInt(ScoredResponse::getModelVersion)
                        .thenComparing(ScoredResponse::getModelLine))
                .orElseThrow(() -> new DemoException("nothing was scored, so no reward can be followed back"));
        LineageReader reader = new LineageReader(topics, trainer, Optional.of(latest.getTenant()));
        JsonNode lineage = reader.ofResponse(latest.getResponseId(), Optional.of(latest.getPromptId()), true);
        JsonNode back = reader.ofEvent(
                lineage.at("/responses/0/pairs/0/events/0/event_id").asText());
        JsonNode reproduction = trainer.reproduce(
                latest.getModelLine(), latest.getModelVersion(), OptionalInt.of(STEPS), progress -> {});
        if (reproduction.path("state").asText().equals("failed")) {
            throw new DemoException("version " + latest.getModelVersion() + " of line " + latest.getModelLine()
                    + " could not be trained again: "
                    + reproduction.path("error").asText());
        }
        return new Provenance(lineage, back, reproduction.path("finding"));
    }

    List<String> defects() {
        List<String> defects = new ArrayList<>();
        if (!Set.of("same", "same_so_far").contains(finding.path("outcome").asText())) {
            defects.add("a version that was trained again did not come out the same: "
                    + finding.path("summary").asText());
        }
        for (JsonNode response : lineage.path("responses")) {
            if (response.path("pairs").isEmpty()
                    || !response.path("weights_agree").asBoolean()) {
                defects.add("the lineage of response "
                        + response.path("response_id").asText() + " leads to no pair");
            }
            for (JsonNode pair : response.path("pairs")) {
                if (pair.path("events").isEmpty() || pair.path("events").findValue("gap") != null) {
                    defects.add("pair " + pair.path("pair_id").asText() + " leads to no feedback event");
                }
            }
        }
        if (back.at("/events/0/place").isMissingNode()
                || back.at("/lines/0/pairs/0/pair_id").isMissingNode()) {
            defects.add("event " + back.path("event_id").asText() + " does not lead to a version");
        }
        return defects;
    }

    /** The version that gave the reward, and was trained again. */
    String version() {
        return version(lineage);
    }

    /** @param lineage of the reward */
    public static String version(JsonNode lineage) {
        JsonNode response = lineage.at("/responses/0");
        return "version %s of line %s"
                .formatted(
                        response.path("model_version").asText(),
                        response.path("model_line").asText());
    }

    /** The trees, that of the response without its pairs, which are many. */
    String text() {
        return LineageText.ofResponse(json()) + LineageText.ofFeedback(back);
    }

    /** The lineage without the pairs. */
    ObjectNode json() {
        ObjectNode brief = lineage.deepCopy();
        brief.path("responses").forEach(response -> ((ObjectNode) response).remove("pairs"));
        return brief;
    }
}
