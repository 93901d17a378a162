package dev.laurel.scorer.rest.call;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import dev.laurel.reward.text.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.accept.Names;
import dev.laurel.schema.accept.Shown;
import dev.laurel.schema.accept.Texts;
import dev.laurel.schema.accept.Turns;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads conversations of requests: messages of role and content, the content a text or parts of which each is one. What else a message may have
 * elsewhere (tool calls, images) no reward model of ours reads, and is refused by name. Throws {@link ProblemException} naming item and field.
 */
public final class Conversations {

    private static final Set<String> FIELDS = Set.of("role", "content");

    private Conversations() {}

    /** The turns before an answer. */
    public static List<Message> prompt(Integer index, String field, JsonNode messages) {
        List<Message> turns = read(index, field, messages);
        require(index, field, turns);
        return turns;
    }

    /** A conversation that is scored as a whole: where its last turn is an answer, that may be empty. */
    public static List<Message> whole(Integer index, String field, JsonNode messages) {
        List<Message> turns = read(index, field, messages);
        int last = turns.size() - 1;
        boolean answered = last > 0 && turns.get(last).role().equals("assistant");
        require(index, field, answered ? turns.subList(0, last) : turns);
        return turns;
    }

    private static List<Message> read(Integer index, String field, JsonNode messages) {
        if (!messages.isArray() || messages.isEmpty()) {
            throw Refusals.invalid(index, field, field + " must be a non-empty array of {role, content}");
        }
        List<Message> conversation = new ArrayList<>();
        for (JsonNode message : messages) {
            conversation.add(message(index, field + "[" + conversation.size() + "]", message));
        }
        return conversation;
    }

    private static void require(Integer index, String field, List<Message> turns) {
        Turns.problem(turns.stream()
                        .map(turn -> Messages.text(turn.role(), turn.content()))
                        .toList())
                .ifPresent(problem -> {
                    throw Refusals.unacceptable(index, field + problem.place(), field + problem.message());
                });
    }

    private static Message message(Integer index, String place, JsonNode message) {
        if (!message.isObject()) {
            throw Refusals.invalid(index, place, place + " must be an object {role, content}");
        }
        for (Iterator<String> names = message.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            JsonNode value = message.path(name);
            boolean says = !value.isNull() && !(value.isContainerNode() && value.isEmpty());
            if (!FIELDS.contains(name) && says) {
                throw Refusals.invalid(index, place + "." + name, "unknown field " + Shown.of(name) + " in " + place);
            }
        }
        String role = text(index, place + ".role", message.path("role"));
        Names.problem(role).ifPresent(problem -> {
            throw Refusals.unacceptable(index, place + ".role", place + ".role " + problem);
        });
        return new Message(role, content(index, place + ".content", message.path("content")));
    }

    static String content(Integer index, String place, JsonNode content) {
        if (!content.isArray()) {
            return text(index, place, content);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode part : content) {
            String at = place + "[" + texts.size() + "]";
            if (!part.path("type").asText().equals("text")) {
                throw Refusals.invalid(index, at, at + " is no part of type text: " + kind(part));
            }
            texts.add(text(index, at + ".text", part.path("text")));
        }
        return Texts.joined(texts);
    }

    private static String kind(JsonNode part) {
        String type = part.path("type").asText("none");
        return type.matches("[a-z_]{1,40}") ? type : part.getNodeType().name();
    }

    /** A text that can be tokenised. */
    public static String text(Integer index, String field, JsonNode value) {
        if (!value.isTextual()) {
            throw Refusals.invalid(
                    index,
                    field,
                    field + (value.isMissingNode() ? " is missing" : " must be text, not " + value.getNodeType()));
        }
        Texts.problem(value.textValue()).ifPresent(problem -> {
            throw Refusals.unacceptable(index, field, field + " " + problem);
        });
        return value.textValue();
    }
}
