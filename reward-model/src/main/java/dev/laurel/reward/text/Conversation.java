package dev.laurel.reward.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A conversation as a template gets it: its turns, and the tools that could be called. The answer that is scored is its last turns.
 *
 * @param answerFrom index of the answer's first turn
 * @param tools JSON of the list of tools; empty where there are none, which templates tell from an empty list
 */
public record Conversation(List<Message> messages, int answerFrom, Optional<String> tools) {

    public Conversation {
        messages = List.copyOf(messages);
        if (answerFrom < 0 || answerFrom > Math.max(0, messages.size() - 1)) {
            throw new IllegalArgumentException(
                    "answer of a conversation of " + messages.size() + " turns begins at " + answerFrom);
        }
    }

    /** Turns without tools, of which the last one is the answer. */
    public static Conversation of(List<Message> messages) {
        return new Conversation(messages, Math.max(0, messages.size() - 1), Optional.empty());
    }

    /** An answer of any number of turns to a prompt. */
    public static Conversation of(List<Message> prompt, List<Message> answer, Optional<String> tools) {
        List<Message> turns = new ArrayList<>(prompt);
        turns.addAll(answer);
        return new Conversation(turns, prompt.size(), tools);
    }

    /** The same with another answer, a text that begins with another character than this answer's first. */
    Conversation withAnotherAnswer() {
        Message answer = messages.get(answerFrom);
        String other = answer.content().stripLeading().startsWith("x") ? "y" : "x";
        return of(messages.subList(0, answerFrom), List.of(new Message(answer.role(), other)), tools);
    }
}
