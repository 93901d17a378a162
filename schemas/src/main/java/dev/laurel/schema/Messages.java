package dev.laurel.schema;

import java.util.List;

/** Turns that are a text and nothing else, and answers that may be one. */
public final class Messages {

    private Messages() {}

    public static Message text(String role, String content) {
        return Message.newBuilder().setRole(role).setContent(content).build();
    }

    /** The turns of an answer: those given, or the one that is a text. */
    public static List<Message> answer(GeneratedResponse response) {
        return answer(response.getAnswer(), response.getResponse());
    }

    /** As {@link #answer(GeneratedResponse)}. */
    public static List<Message> answer(ScoredResponse response) {
        return answer(response.getAnswer(), response.getResponse());
    }

    private static List<Message> answer(List<Message> turns, String text) {
        return turns.isEmpty() ? List.of(text("assistant", text)) : turns;
    }
}
