package dev.laurel.importer.form;

import java.util.List;

import dev.laurel.schema.Message;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * {@code prompt} and two texts, {@code chosen} and {@code rejected}, as in TRL's standard form. Whitespace around a text only joins it to
 * the next and is not part of it.
 */
final class PromptedTexts {

    private PromptedTexts() {}

    static PairText read(Row row) {
        return PairText.of(
                prompt(row),
                row.requiredText("chosen").strip(),
                row.requiredText("rejected").strip());
    }

    /** The field {@code prompt}: one user turn as a string, or a list of chat messages. */
    static List<Message> prompt(Row row) {
        JsonNode prompt = row.required("prompt");
        return prompt.isArray()
                ? Turns.CHAT.list(prompt, "prompt")
                : List.of(new Message("user", Text.of(prompt, "prompt").strip()));
    }
}
