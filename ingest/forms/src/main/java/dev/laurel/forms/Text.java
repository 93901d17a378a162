package dev.laurel.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.laurel.schema.accept.Shown;
import dev.laurel.schema.accept.Texts;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads JSON that is the text of a message, which must survive the way into a record unchanged. */
final class Text {

    private Text() {}

    /** @throws RefusedRow if the value is no string, blank, or no text in any encoding */
    static String of(JsonNode value, String field) {
        return notBlank(possiblyBlank(value, field), field);
    }

    static String possiblyBlank(JsonNode value, String field) {
        if (!value.isTextual()) {
            throw new RefusedRow(Refusal.WRONG_TYPE, field, "is " + Row.type(value) + " where a string is needed");
        }
        String text = value.textValue();
        Optional<String> problem = Texts.problem(text);
        if (problem.isPresent()) {
            throw new RefusedRow(Refusal.INVALID_UTF8, field, problem.get());
        }
        return text;
    }

    /** A turn's content: a string, or content parts, each of type text. */
    static String ofContent(JsonNode content, String field) {
        if (!content.isArray()) {
            return possiblyBlank(content, field);
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < content.size(); i++) {
            JsonNode part = content.get(i);
            String place = field + "[" + i + "]";
            String type = part.path("type").asText("");
            if (!type.equals("text")) {
                throw new RefusedRow(
                        Refusal.NOT_TEXT,
                        place,
                        part.isObject() && !type.isEmpty()
                                ? "is of type " + Shown.of(type) + "; Laurel reads parts of type text only"
                                : "is no part of type text");
            }
            parts.add(possiblyBlank(part.path("text"), place + ".text"));
        }
        return Texts.joined(parts);
    }

    static String notBlank(String text, String field) {
        if (!Texts.says(text)) {
            throw new RefusedRow(Refusal.EMPTY_TEXT, field, "is empty");
        }
        return text;
    }
}
