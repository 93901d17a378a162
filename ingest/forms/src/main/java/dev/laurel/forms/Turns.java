package dev.laurel.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.accept.Shown;
import dev.laurel.schema.accept.Texts;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How a form writes the turns of a conversation as JSON objects. An empty system turn says nothing and is left out; any other empty turn is refused.
 *
 * @param speaker name of the field that says who speaks
 * @param text name of the field with the text
 * @param roles the form's names of the speakers, by which Laurel's are found
 */
public record Turns(String speaker, String text, Map<String, String> roles) {

    /** Turns as chat APIs write them. */
    public static final Turns CHAT = new Turns(
            "role", "content", Map.of("system", "system", "user", "user", "assistant", "assistant", "tool", "tool"));

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
                Text.notBlank(turn.getContent(), place + "." + text);
                turns.add(turn);
            }
        }
        return turns;
    }

    /** One turn that stands for an answer. */
    List<Message> single(JsonNode object, String field) {
        Message turn = turn(object, field);
        Text.notBlank(turn.getContent(), field + "." + text);
        return List.of(turn);
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
        return Messages.text(role, Text.ofContent(present(turn, field, text), field + "." + text));
    }

    private static JsonNode present(JsonNode turn, String field, String name) {
        if (!turn.hasNonNull(name)) {
            throw new RefusedRow(Refusal.MISSING_FIELD, field + "." + name, "is missing");
        }
        return turn.get(name);
    }
}
