package dev.laurel.forms;

import java.util.Collections;
import java.util.List;

import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * {@code chosen} and {@code rejected} as lists of chat messages, as TRL, UltraFeedback and most of Hugging Face have them: either the answers alone
 * beside the prompt (see {@link Asked}), or whole conversations, with {@code prompt} repeated beside them or not.
 */
final class Conversations {

    private Conversations() {}

    static PairText read(Row row) {
        List<Message> chosen = Turns.CHAT.list(row.required("chosen"), "chosen");
        List<Message> rejected = Turns.CHAT.list(row.required("rejected"), "rejected");
        if (Asked.isIn(row) && beginsWithAnswer(chosen) && beginsWithAnswer(rejected)) {
            return new PairText(Asked.read(row), chosen, rejected);
        }
        PairText pair = PairText.parting(chosen, rejected);
        if (!row.has("prompt")) {
            return pair;
        }
        JsonNode repeated = row.required("prompt");
        List<Message> prompt = repeated.isArray()
                ? Turns.CHAT.list(repeated, "prompt")
                : List.of(Messages.text("user", Text.of(repeated, "prompt")));
        if (Collections.indexOfSubList(texts(pair.prompt()), texts(prompt)) < 0) {
            throw new RefusedRow(Refusal.NO_PROMPT, "prompt", "is not among the turns that chosen and rejected share");
        }
        return pair;
    }

    private static boolean beginsWithAnswer(List<Message> turns) {
        return !turns.isEmpty() && turns.get(0).getRole().equals("assistant");
    }

    private static List<String> texts(List<Message> turns) {
        return turns.stream().map(turn -> turn.getContent().strip()).toList();
    }
}
