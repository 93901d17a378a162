package dev.laurel.reward.text;

import java.util.Objects;

/** One turn of a conversation: who speaks ({@code system}, {@code user}, {@code assistant}, …) and the text, which may be empty. */
public record Message(String role, String content) {

    public Message {
        Objects.requireNonNull(content, "content of a message");
        if (role == null || role.isBlank()) {
            throw new IllegalArgumentException("role of a message is blank");
        }
    }
}
