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
    static void check(List<Message> conversation, Reading reading) {
        if (conversation.isEmpty()) {
            throw new UnusableTextException(Reason.EMPTY, "a conversation without messages");
        }
        for (int i = 0; i < conversation.size(); i++) {
            checkWhole(conversation.get(i).role(), "role of message " + i);
            checkWhole(conversation.get(i).content(), "content of message " + i);
        }
        int prompt = conversation.size() - 2;
        if (reading != Reading.FIRST
                && prompt >= 0
                && conversation.get(prompt).role().equals("user")
                && conversation.get(prompt).content().isBlank()) {
            throw new UnusableTextException(
                    Reason.BLANK_PROMPT, "content of message " + prompt + ", which the last one answers, is blank");
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
