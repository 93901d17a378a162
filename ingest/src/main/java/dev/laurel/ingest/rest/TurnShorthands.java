package dev.laurel.ingest.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.laurel.schema.Message;
import dev.laurel.schema.accept.Texts;
import dev.laurel.schema.chat.ChatReader;
import dev.laurel.schema.chat.UnreadableChatException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How chat APIs write a turn, in the fields of a record: parts of type text as content mean their texts, content that is null or missing beside calls or
 * a refusal is absent, or the refusal, a call's {@code function} holds its name and arguments, and what is null or empty says nothing. A call's
 * {@code arguments} in a {@code function} are the value that templates see, an object or a string; without {@code function} they are its JSON text, as
 * in a record. Whatever is none of this stays as it is, to be refused.
 */
final class TurnShorthands {

    private TurnShorthands() {}

    /** Writes them out, in place. */
    static void expand(JsonNode json) {
        if (!(json instanceof ObjectNode turn)) {
            return;
        }
        joinParts(turn);
        boolean absent = turn.path("content").isNull()
                || !turn.has("content")
                        && (ChatReader.holds(turn.path("tool_calls")) || ChatReader.holds(turn.path("refusal")));
        if (absent) {
            JsonNode refusal = turn.path("refusal");
            turn.put("content", refusal.asText("")).put("content_absent", !ChatReader.holds(refusal));
            turn.remove("refusal");
        }
        if (turn.path("reasoning").isTextual() && !ChatReader.holds(turn.path("reasoning_content"))) {
            turn.set("reasoning_content", turn.remove("reasoning"));
        }
        dropEmpty(turn);
        turn.path("tool_calls").forEach(TurnShorthands::expandCall);
    }

    private static void dropEmpty(ObjectNode turn) {
        Set<String> needed = Set.of("role", "content");
        turn.properties()
                .removeIf(field -> !needed.contains(field.getKey())
                        && !ChatReader.holds(field.getValue())
                        && (field.getValue().isNull()
                                || Message.getClassSchema().getField(field.getKey()) == null));
    }

    private static void expandCall(JsonNode json) {
        if (!(json instanceof ObjectNode call)) {
            return;
        }
        call.properties().removeIf(field -> field.getValue().isNull());
        try {
            if (call.path("function") instanceof ObjectNode function && !call.has("name") && !call.has("arguments")) {
                call.put("arguments", ChatReader.arguments(function.path("arguments"), "arguments"));
                function.remove("arguments");
                call.setAll(function);
                call.remove("function");
            } else if (call.path("arguments").isObject()) {
                call.put("arguments", ChatReader.arguments(call.path("arguments"), "arguments"));
            }
        } catch (UnreadableChatException e) {
            return;
        }
    }

    static void joinParts(JsonNode turn) {
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
