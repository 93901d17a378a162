package dev.laurel.scorer.rest.call;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import dev.laurel.reward.text.Conversation;
import dev.laurel.schema.Message;
import dev.laurel.schema.accept.Names;
import dev.laurel.schema.accept.Shown;
import dev.laurel.schema.accept.Texts;
import dev.laurel.schema.accept.TurnProblem;
import dev.laurel.schema.accept.Turns;
import dev.laurel.schema.chat.ChatReader;
import dev.laurel.schema.chat.UnreadableChatException;
import dev.laurel.scorer.live.ModelTurns;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads conversations of requests: messages of role and content, the content a text or parts of which each is one, and beside it the calls of tools,
 * names and reasoning as chat APIs write them. What else a message may have elsewhere (images, sound) no reward model of ours reads, and is refused by name.
 * Throws {@link ProblemException} naming item and field.
 */
public final class Conversations {

    private Conversations() {}

    /** The turns before an answer. */
    public static List<Message> prompt(Integer index, String field, JsonNode messages) {
        List<Message> turns = read(index, field, messages);
        require(index, field, Turns.problem(turns));
        return turns;
    }

    /** The turns of an answer, the last of which may be empty. */
    public static List<Message> answer(Integer index, String field, JsonNode messages) {
        List<Message> turns = read(index, field, messages);
        require(index, field, Turns.answerProblem(turns));
        return turns;
    }

    /** A conversation that is scored as a whole: where its last turn is an answer, that may be empty. */
    public static Conversation whole(Integer index, String field, JsonNode messages, JsonNode tools) {
        List<Message> turns = read(index, field, messages);
        int last = turns.size() - 1;
        boolean answered = last > 0 && turns.get(last).getRole().equals("assistant");
        require(index, field, answered ? Turns.answerProblem(turns) : Turns.problem(turns));
        if (answered) {
            require(index, field, Turns.problem(turns.subList(0, last)));
        }
        return new Conversation(ModelTurns.of(turns), last, tools(index, tools));
    }

    /** The JSON text of the tools that could be called; empty where there are none. */
    public static Optional<String> tools(Integer index, JsonNode tools) {
        try {
            return ChatReader.tools(tools, "tools");
        } catch (UnreadableChatException e) {
            throw Refusals.invalid(index, e.place(), e.getMessage());
        }
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

    private static void require(Integer index, String field, Optional<TurnProblem> problem) {
        problem.ifPresent(found -> {
            throw Refusals.unacceptable(index, field + found.place(), field + found.message());
        });
    }

    private static Message message(Integer index, String place, JsonNode message) {
        if (!message.isObject()) {
            throw Refusals.invalid(index, place, place + " must be an object {role, content}");
        }
        for (Iterator<String> names = message.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            boolean known = name.equals("role") || name.equals("content") || ChatReader.FIELDS.contains(name);
            if (!known && ChatReader.holds(message.path(name))) {
                throw Refusals.invalid(index, place + "." + name, "unknown field " + Shown.of(name) + " in " + place);
            }
        }
        String role = text(index, place + ".role", message.path("role"));
        Names.problem(role).ifPresent(problem -> {
            throw Refusals.unacceptable(index, place + ".role", place + ".role " + problem);
        });
        try {
            return ChatReader.turn(message, role, contentOf(index, place, message), place);
        } catch (UnreadableChatException e) {
            throw Refusals.invalid(index, e.place(), e.getMessage());
        }
    }

    /** The content, which only a turn that calls or refuses may lack. */
    private static Optional<String> contentOf(Integer index, String place, JsonNode message) {
        JsonNode content = message.path("content");
        boolean absent = content.isMissingNode() || content.isNull();
        boolean otherwise = ChatReader.holds(message.path("tool_calls")) || ChatReader.holds(message.path("refusal"));
        return absent && otherwise ? Optional.empty() : Optional.of(content(index, place + ".content", content));
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
