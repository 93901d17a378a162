package dev.laurel.schema;

/** Turns that are a text and nothing else. */
public final class Messages {

    private Messages() {}

    public static Message text(String role, String content) {
        return Message.newBuilder().setRole(role).setContent(content).build();
    }
}
