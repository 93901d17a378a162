package dev.laurel.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.schema.Message;
import dev.laurel.schema.accept.Shown;
import dev.laurel.schema.accept.Texts;
import dev.laurel.schema.chat.ChatReader;
import dev.laurel.schema.chat.UnreadableChatException;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How a form writes the turns of a conversation as JSON objects. An empty system turn says nothing and is left out; any other empty turn
 * is refused, unless it calls a tool or a tool gave it.
 *
 * @param speaker name of the field that says who speaks
 * @param text name of the field with the text
 * @param roles the form's names of the speakers, by which Laurel's are found
 */
public record Turns(String speaker, String text, Map<String, String> roles) {

    private static final String TOOL = "tool"; // whose output may be empty

    /** Turns as chat APIs write them. */
    public static final Turns CHAT = new Turns(
            "role",
            "content",
            Map.of(
                    "system", "system",
                    "developer", "developer",
                    "user", "user",
                    "assistant", "assistant",
                    "tool", "tool"));

    /** Turns as ShareGPT and LLaMA-Factory write them. */
    static final Turns SHARE_GPT = new Turns(
            "from",
            "value",
            Map.of(
                    "system", "system",
                    "human", "user",
                    "user", "user",
                    "gpt", "assistant",
                    "assistant", "assistant",
                    "observation", "tool",
                    "tool", "tool"));

    /** The turns of a JSON array. */
    public List<Message> list(JsonNode array, String field) {
        if (!array.isArray()) {
            throw new RefusedRow(
                    Refusal.WRONG_TYPE, field, "is " + Row.type(array) + " where an array of turns is needed");
        }
        if (array.isEmpty()) {
            throw new RefusedRow(Refusal.EMPTY_TEXT, field, "holds no turns");
        }
        List<Message> turns = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            String place = field + "[" + i + "]";
            Message turn = turn(array.get(i), place);
            if (!(turn.getRole().equals("system") && !Texts.says(turn.getContent()))) {
                requireSaid(turn, place);
                turns.add(turn);
            }
        }
        return turns;
    }

    /** One turn that stands for an answer. */
    List<Message> single(JsonNode object, String field) {
        Message turn = turn(object, field);
        requireSaid(turn, field);
        return List.of(turn);
    }

    private void requireSaid(Message turn, String place) {
        if (turn.getToolCalls().isEmpty() && !turn.getRole().equals(TOOL)) {
            Text.notBlank(turn.getContent(), place + "." + text);
        }
    }

    private Message turn(JsonNode turn, String field) {
        if (!turn.isObject()) {
            throw new RefusedRow(Refusal.WRONG_TYPE, field, "is " + Row.type(turn) + " where a turn is needed");
        }
        BesideText.refuse(turn, field);
        String written = Text.of(present(turn, field, speaker), field + "." + speaker);
        String role = roles.get(written);
        if (role == null) {
            throw written.equals("function_call")
                    ? new RefusedRow(Refusal.NOT_TEXT, field, "is a call of a tool, and Laurel reads only text")
                    : new RefusedRow(Refusal.UNKNOWN_ROLE, field + "." + speaker, "is " + Shown.of(written));
        }
        try {
            return checked(ChatReader.turn(turn, role, content(turn, field), field), field);
        } catch (UnreadableChatException e) {
            throw new RefusedRow(Refusal.WRONG_TYPE, e.place(), e.detail());
        }
    }

    /** The text, which only a turn that calls or refuses may lack. */
    private Optional<String> content(JsonNode turn, String field) {
        boolean otherwise = ChatReader.holds(turn.path("tool_calls")) || ChatReader.holds(turn.path("refusal"));
        return !turn.hasNonNull(text) && otherwise
                ? Optional.empty()
                : Optional.of(Text.ofContent(present(turn, field, text), field + "." + text));
    }

    private static Message checked(Message turn, String field) {
        dev.laurel.schema.accept.Turns.besideProblem(turn, field).ifPresent(problem -> {
            Refusal reason =
                    switch (problem.kind()) {
                        case NO_NAME, BAD_NAME -> Refusal.BAD_NAME;
                        case TOO_MUCH -> Refusal.TOO_LARGE;
                        case BAD_TEXT -> Refusal.INVALID_UTF8;
                        case EMPTY, NO_TEXT -> Refusal.EMPTY_TEXT;
                        case BAD_JSON -> Refusal.WRONG_TYPE;
                    };
            throw new RefusedRow(reason, problem.place(), problem.detail());
        });
        return turn;
    }

    private static JsonNode present(JsonNode turn, String field, String name) {
        if (!turn.hasNonNull(name)) {
            throw new RefusedRow(Refusal.MISSING_FIELD, field + "." + name, "is missing");
        }
        return turn.get(name);
    }
}
