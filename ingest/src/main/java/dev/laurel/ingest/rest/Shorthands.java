package dev.laurel.ingest.rest;

import java.time.Instant;
import java.util.List;

import dev.laurel.schema.chat.ChatReader;
import dev.laurel.schema.chat.UnreadableChatException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What people may write otherwise in JSON: an absent {@code event_time} means now, a candidate's {@code content} means one turn of the assistant, the list
 * {@code tools} means its text, an {@code answer} without {@code response} has its last text for one, and turns may be as {@link TurnShorthands} has them.
 */
final class Shorthands {

    private Shorthands() {}

    /** Writes them out, in place. */
    static void expand(ObjectNode item, Instant now) {
        if (!item.has("event_time")) {
            item.put("event_time", now.toEpochMilli());
        }
        if (item.path("tools").isArray()) {
            tools(item);
        }
        item.path("messages").forEach(TurnShorthands::expand);
        item.path("answer").forEach(TurnShorthands::expand);
        JsonNode last = item.path("answer").path(item.path("answer").size() - 1);
        if (!item.has("response") && last.path("content").isTextual()) {
            item.set("response", last.path("content"));
        }
        for (JsonNode candidate : item.path("candidates")) {
            TurnShorthands.joinParts(candidate);
            candidate.path("messages").forEach(TurnShorthands::expand);
            if (candidate instanceof ObjectNode object && object.has("content") && !object.has("messages")) {
                ObjectNode turn = object.objectNode().put("role", "assistant");
                turn.set("content", object.remove("content"));
                object.set("messages", object.arrayNode().addAll(List.of(turn)));
            }
        }
    }

    /** What is no list of tools stays as it is, to be refused. */
    private static void tools(ObjectNode item) {
        try {
            item.put("tools", ChatReader.tools(item.path("tools"), "tools").orElse(null));
        } catch (UnreadableChatException e) {
            return;
        }
    }
}
