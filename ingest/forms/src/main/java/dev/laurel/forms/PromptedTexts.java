package dev.laurel.forms;

import java.util.List;

import dev.laurel.schema.Message;

/**
 * A prompt in a field of its own and two texts, {@code chosen} and {@code rejected}, as in TRL's standard form, Alpaca's and others. Texts are taken as
 * they are, with the whitespace around them: an answer may begin with an indentation.
 */
final class PromptedTexts {

    private PromptedTexts() {}

    static PairText read(Row row) {
        List<Message> prompt = Asked.read(row);
        return PairText.of(prompt, answer(row, "chosen"), answer(row, "rejected"));
    }

    private static String answer(Row row, String side) {
        String text = row.requiredText(side);
        Transcripts.refuse(text, side);
        return text;
    }
}
