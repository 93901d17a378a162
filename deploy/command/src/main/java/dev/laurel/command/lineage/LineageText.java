package dev.laurel.command.lineage;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** Lineage as trees that people read. */
public final class LineageText {

    private static final int DIGEST = 12;

    private final List<Row> rows = new ArrayList<>();

    /** @param depth below the root */
    private record Row(int depth, String content) {}

    private LineageText() {}

    /** The tree of {@link LineageReader#ofResponse}. */
    public static String ofResponse(JsonNode lineage) {
        LineageText text = new LineageText();
        lineage.path("responses").forEach(text::response);
        return text.text();
    }

    /** The tree of {@link LineageReader#ofEvent} or {@link LineageReader#ofPair}. */
    public static String ofFeedback(JsonNode lineage) {
        LineageText text = new LineageText();
        lineage.path("events").forEach(event -> text.line(0, "event " + event(event)));
        lineage.path("records")
                .forEach(record -> text.line(
                        1,
                        "pair " + record.path("pair_id").asText() + " ("
                                + record.path("operation").asText() + ", " + place(record.path("place")) + ")"));
        lineage.path("lines").forEach(text::traced);
        return text.text();
    }

    /** The tree of {@link dev.laurel.command.client.TrainerClient#ancestry}. */
    public static String ofAncestry(JsonNode ancestry) {
        LineageText text = new LineageText();
        int depth = 0;
        for (JsonNode version : ancestry.path("versions")) {
            text.version(depth++, version);
        }
        text.line(
                depth,
                "base model " + ancestry.path("base").asText() + ", weights " + digest(ancestry.path("base_digest")));
        return text.text();
    }

    private void response(JsonNode scored) {
        line(
                0,
                "response %s of prompt %s/%s, scored at %s (%s)"
                        .formatted(
                                scored.path("response_id").asText(),
                                scored.path("tenant").asText(),
                                scored.path("prompt_id").asText(),
                                scored.path("scored_at").asText(),
                                place(scored.path("place"))));
        line(
                1,
                "reward %+.4f, normalised %+.4f, by version %d of line %s, weights %s%s"
                        .formatted(
                                scored.path("reward").asDouble(),
                                scored.path("normalized_reward").asDouble(),
                                scored.path("model_version").asInt(),
                                scored.path("model_line").asText(),
                                digest(scored.path("weight_digest")),
                                scored.path("weights_agree").asBoolean(true)
                                        ? ""
                                        : ", WHICH ARE NOT THOSE OF THE STORE"));
        if (scored.has("gap")) {
            line(2, scored.path("gap").asText());
            return;
        }
        int depth = 2;
        for (JsonNode version : scored.path("lineage")) {
            version(depth++, version);
        }
        line(
                depth,
                "base model " + scored.path("base").path("name").asText() + ", weights "
                        + digest(scored.path("base").path("weight_digest")));
        line(
                1,
                "learned from %d pairs; %d of the same prompt"
                        .formatted(
                                scored.path("pairs_learned").asInt(),
                                scored.path("pairs_of_the_prompt").asInt()));
        scored.path("pairs").forEach(this::pair);
    }

    private void version(int depth, JsonNode version) {
        List<String> parts = new ArrayList<>();
        parts.add("version " + version.path("version").asInt());
        parts.add("weights " + digest(version.path("weight_digest")));
        parts.add("trained on " + version.path("trained").asInt() + " pairs");
        if (version.path("replayed").asInt() > 0) {
            parts.add(version.path("replayed").asInt() + " replayed");
        }
        parts.add(version.path("held_out").asInt() + " held out");
        List<String> spans = new ArrayList<>();
        version.path("window").forEach(span -> {
            if (span.path("from").asLong() < span.path("to").asLong()) {
                spans.add("%d:[%d, %d)"
                        .formatted(
                                span.path("partition").asInt(),
                                span.path("from").asLong(),
                                span.path("to").asLong()));
            }
        });
        parts.add("offsets " + String.join(" ", spans));
        if (!version.path("withdrawn_since").isEmpty()) {
            parts.add(version.path("withdrawn_since").size() + " pairs withdrawn since");
        }
        if (!version.path("erased").isEmpty()) {
            parts.add(version.path("erased").size() + " pairs erased");
        }
        line(depth, String.join(", ", parts));
        version.path("gaps").forEach(gap -> line(depth + 1, gap.asText()));
    }

    private void pair(JsonNode pair) {
        line(
                2,
                "pair %s, %s by version %d%s"
                        .formatted(
                                pair.path("pair_id").asText(),
                                pair.path("use").asText().replace('_', ' '),
                                pair.path("version").asInt(),
                                pair.path("withdrawn_since").asBoolean() ? ", withdrawn since" : ""));
        pair.path("events").forEach(event -> line(3, "event " + event(event)));
    }

    private void traced(JsonNode trace) {
        line(1, "line " + trace.path("line").asText());
        for (JsonNode pair : trace.path("pairs")) {
            line(2, "pair " + pair.path("pair_id").asText());
            versions(pair, "trained", "trained on by");
            versions(pair, "replayed", "trained on again by");
            versions(pair, "inherited", "inherited by");
            versions(pair, "judged", "judged on by");
            versions(pair, "withdrawn", "taken back in the window of");
            versions(pair, "erased", "erased from");
        }
        List<String> scored = new ArrayList<>();
        trace.path("responses_scored")
                .properties()
                .forEach(count ->
                        scored.add("%d by version %s".formatted(count.getValue().asLong(), count.getKey())));
        if (!scored.isEmpty()) {
            line(2, "responses scored: " + String.join(", ", scored));
        }
        trace.path("gaps").forEach(gap -> line(2, gap.asText()));
    }

    private void versions(JsonNode pair, String field, String words) {
        List<String> versions = new ArrayList<>();
        pair.path(field).forEach(version -> versions.add(version.asText()));
        if (!versions.isEmpty()) {
            line(3, words + " version " + String.join(", ", versions));
        }
    }

    private static String event(JsonNode event) {
        String id = event.path("event_id").asText();
        return event.has("gap")
                ? id + ": " + event.path("gap").asText()
                : "%s: %s %s at %s (%s)"
                        .formatted(
                                id,
                                event.path("operation").asText(),
                                event.path("kind").asText(),
                                event.path("event_time").asText(),
                                place(event.path("place")));
    }

    private static String place(JsonNode place) {
        return "%s, partition %d, offset %d"
                .formatted(
                        place.path("topic").asText(),
                        place.path("partition").asInt(),
                        place.path("offset").asLong());
    }

    private static String digest(JsonNode digest) {
        String hexadecimal = digest.asText();
        return hexadecimal.substring(0, Math.min(DIGEST, hexadecimal.length()));
    }

    private void line(int depth, String content) {
        rows.add(new Row(depth, content));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            int depth = rows.get(i).depth();
            for (int above = 1; above < depth; above++) {
                text.append(goesOn(i, above) ? "│  " : "   ");
            }
            text.append(depth == 0 ? "" : goesOn(i, depth) ? "├─ " : "└─ ")
                    .append(rows.get(i).content())
                    .append('\n');
        }
        return text.toString();
    }

    /** Whether the branch of this depth that the row lies on has another one after it. */
    private boolean goesOn(int row, int depth) {
        return rows.subList(row + 1, rows.size()).stream()
                .mapToInt(Row::depth)
                .filter(later -> later <= depth)
                .limit(1)
                .anyMatch(later -> later == depth);
    }
}
