package dev.laurel.reward.text;

import java.util.List;

import dev.laurel.reward.checkpoint.Reading;
import dev.laurel.reward.text.UnusableTextException.Reason;

/**
 * What text a reward model can be given; the one rule for scoring and training. Any Unicode text is one, an empty turn too; half a surrogate pair is not,
 * and the user's turn before an answer says something.
 */
final class Readable {

    private Readable() {}

    /**
     * Refuses a conversation that no model can be given, naming turn and place.
     *
     * @param reading of the model; the first one takes blank prompts, which stored versions were trained on
     */
    static void check(Conversation conversation, Reading reading) {
        List<Message> turns = conversation.messages();
        if (turns.isEmpty()) {
            throw new UnusableTextException(Reason.EMPTY, "a conversation without messages");
        }
        conversation.tools().ifPresent(tools -> checkWhole(tools, "tools"));
        for (int i = 0; i < turns.size(); i++) {
            check(turns.get(i), " of message " + i);
        }
        int prompt = turns.size() - 2;
        if (reading != Reading.FIRST
                && prompt >= 0
                && turns.get(prompt).role().equals("user")
                && turns.get(prompt).saysNothing()) {
            throw new UnusableTextException(
                    Reason.BLANK_PROMPT, "content of message " + prompt + ", which the last one answers, is blank");
        }
    }

    private static void check(Message turn, String of) {
        checkWhole(turn.role(), "role" + of);
        checkWhole(turn.content(), "content" + of);
        turn.reasoning().ifPresent(text -> checkWhole(text, "reasoning" + of));
        turn.name().ifPresent(name -> checkWhole(name, "name" + of));
        turn.toolCallId().ifPresent(id -> checkWhole(id, "tool_call_id" + of));
        for (ToolCall call : turn.toolCalls()) {
            call.id().ifPresent(id -> checkWhole(id, "id of a call" + of));
            checkWhole(call.type(), "type of a call" + of);
            checkWhole(call.name(), "name of a call" + of);
            checkWhole(call.arguments(), "arguments of a call" + of);
        }
    }

    /** Refuses a text that is no conversation. */
    static void check(String text) {
        if (text.isEmpty()) {
            throw new UnusableTextException(Reason.EMPTY, "an empty text");
        }
        checkWhole(text, "text");
    }

    /** Refuses half a surrogate pair. */
    static void checkWhole(String text, String name) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (!Character.isSurrogate(unit)) {
                continue;
            }
            if (Character.isLowSurrogate(unit)
                    || i + 1 == text.length()
                    || !Character.isLowSurrogate(text.charAt(i + 1))) {
                throw new UnusableTextException(
                        Reason.HALF_CHARACTER,
                        "%s has half a surrogate pair, U+%04X, at %d".formatted(name, (int) unit, i));
            }
            i++;
        }
    }
}
