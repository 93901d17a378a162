package dev.laurel.ingest.rest;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What people may leave out of JSON: {@code event_time} means now, and a candidate's {@code content} means one turn of the assistant. */
final class Shorthands {

    private Shorthands() {}

    /** Writes them out, in place. */
    static void expand(ObjectNode item, Instant now) {
        if (!item.has("event_time")) {
            item.put("event_time", now.toEpochMilli());
        }
        for (JsonNode candidate : item.path("candidates")) {
            if (candidate instanceof ObjectNode object && object.has("content") && !object.has("messages")) {
                ObjectNode turn = object.objectNode().put("role", "assistant");
                turn.set("content", object.remove("content"));
                object.set("messages", object.arrayNode().addAll(List.of(turn)));
            }
        }
    }
}
