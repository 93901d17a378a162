package dev.laurel.importer.form;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads a JSON string that must survive the way into a record unchanged. */
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
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new RefusedRow(Refusal.INVALID_UTF8, field, "holds half of a surrogate pair");
        }
        return text;
    }

    static String notBlank(String text, String field) {
        if (text.isBlank()) {
            throw new RefusedRow(Refusal.EMPTY_TEXT, field, "is empty");
        }
        return text;
    }
}
