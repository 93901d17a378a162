package dev.laurel.ingest.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.laurel.schema.accept.Texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What people may write otherwise in JSON: an absent {@code event_time} means now, a candidate's {@code content} means one turn of the assistant, and parts
 * of type text as content mean their texts.
 */
final class Shorthands {

    private Shorthands() {}

    /** Writes them out, in place. */
    static void expand(ObjectNode item, Instant now) {
        if (!item.has("event_time")) {
            item.put("event_time", now.toEpochMilli());
        }
        item.path("messages").forEach(Shorthands::joinParts);
        for (JsonNode candidate : item.path("candidates")) {
            joinParts(candidate);
            candidate.path("messages").forEach(Shorthands::joinParts);
            if (candidate instanceof ObjectNode object && object.has("content") && !object.has("messages")) {
                ObjectNode turn = object.objectNode().put("role", "assistant");
                turn.set("content", object.remove("content"));
                object.set("messages", object.arrayNode().addAll(List.of(turn)));
            }
        }
    }

    /** Content with a part of another type stays as it is, to be refused. */
    private static void joinParts(JsonNode turn) {
        JsonNode parts = turn.path("content");
        if (!(turn instanceof ObjectNode object) || !parts.isArray() || parts.isEmpty()) {
            return;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode part : parts) {
            if (part.size() != 2
                    || !part.path("type").asText().equals("text")
                    || !part.path("text").isTextual()) {
                return;
            }
            texts.add(part.get("text").textValue());
        }
        object.put("content", Texts.joined(texts));
    }
}
