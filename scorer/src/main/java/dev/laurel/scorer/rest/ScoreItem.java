package dev.laurel.scorer.rest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import dev.laurel.reward.text.Message;
import dev.laurel.schema.Line;
import dev.laurel.scorer.live.Lines;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One item of a request to score.
 *
 * @param index its place in the request, from 0
 * @param responseId the caller's name for it; null if it has none
 * @param line the line to score it with
 * @param conversation messages and response, the response last
 */
record ScoreItem(int index, String responseId, String line, List<Message> conversation) {

    private static final Set<String> FIELDS = Set.of("messages", "response", "line", "tenant", "task", "response_id");
    private static final Set<String> MESSAGE_FIELDS = Set.of("role", "content");

    /** Reads an item; throws {@link Problem} naming the index and the field that is wrong. */
    static ScoreItem read(int index, JsonNode item, Lines lines) {
        if (!item.isObject()) {
            throw Problem.invalid(index, null, "an item is an object, not " + item.getNodeType());
        }
        refuseUnknown(index, "", item, FIELDS);
        List<Message> conversation = messages(index, item.path("messages"));
        String response = text(index, "response", item.path("response"));
        if (response.isBlank()) {
            throw Problem.invalid(index, "response", "response is blank");
        }
        conversation.add(new Message("assistant", response));
        return new ScoreItem(
                index, optionalText(index, "response_id", item, null), line(index, item, lines), conversation);
    }

    private static List<Message> messages(int index, JsonNode messages) {
        if (!messages.isArray() || messages.isEmpty()) {
            throw Problem.invalid(index, "messages", "messages must be a non-empty array of {role, content}");
        }
        List<Message> conversation = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            String place = "messages[" + i + "]";
            JsonNode message = messages.get(i);
            if (!message.isObject()) {
                throw Problem.invalid(index, place, "a message is an object {role, content}");
            }
            refuseUnknown(index, place + ".", message, MESSAGE_FIELDS);
            String role = text(index, place + ".role", message.path("role"));
            if (role.isBlank()) {
                throw Problem.invalid(index, place + ".role", "role is blank");
            }
            conversation.add(new Message(role, text(index, place + ".content", message.path("content"))));
        }
        return conversation;
    }

    private static String line(int index, JsonNode item, Lines lines) {
        if (item.has("line")) {
            String name = text(index, "line", item.path("line"));
            return lines.named(name)
                    .map(Line::name)
                    .orElseThrow(() -> Problem.noLine(index, "line", "there is no line \"" + name + "\""));
        }
        String tenant = optionalText(index, "tenant", item, "default");
        String task = optionalText(index, "task", item, "default");
        return lines.serving(tenant, task)
                .map(Line::name)
                .orElseThrow(() ->
                        Problem.noLine(index, null, "no line serves tenant \"" + tenant + "\", task \"" + task + "\""));
    }

    private static void refuseUnknown(int index, String place, JsonNode object, Set<String> known) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw Problem.invalid(index, place + name, "unknown field \"" + name + "\"");
            }
        }
    }

    private static String text(int index, String field, JsonNode value) {
        if (!value.isTextual()) {
            throw Problem.invalid(
                    index,
                    field,
                    field + (value.isMissingNode() ? " is missing" : " must be text, not " + value.getNodeType()));
        }
        return value.textValue();
    }

    private static String optionalText(int index, String field, JsonNode item, String absent) {
        JsonNode value = item.path(field);
        return value.isMissingNode() || value.isNull() ? absent : text(index, field, value);
    }
}
