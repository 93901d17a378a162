package dev.laurel.forms;

import java.util.List;

import dev.laurel.schema.Message;

/** The conversation that an answer to be scored is given to. */
public final class PromptText {

    private PromptText() {}

    /** Of a row with {@code response}: {@code messages} up to it, or the prompt of a pair's row (see {@link Asked}), in a system turn and a history or not. */
    public static List<Message> beforeResponse(Row row) {
        BesideText.refuse(row);
        List<Message> messages = PairText.withSystem(row, Asked.read(row));
        if (messages.stream().noneMatch(turn -> turn.getRole().equals("user"))) {
            throw new RefusedRow(Refusal.NO_PROMPT, "messages", "holds no user turn");
        }
        messages.forEach(turn -> Transcripts.refuse(turn.getContent(), "prompt"));
        PromptFields.requireRead(row, messages, List.of(), List.of());
        return List.copyOf(messages);
    }
}
