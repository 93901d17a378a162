package dev.laurel.reward.text;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One turn of a conversation: who speaks ({@code system}, {@code user}, {@code assistant}, …), the text, which may be empty, and what else chat APIs write
 * beside it.
 *
 * @param contentAbsent whether there is no text at all, which templates tell from an empty one; {@code content} is empty then
 * @param toolCalls the calls of tools that the turn makes
 * @param toolCallId the id of the call that the turn is the result of
 * @param name of the speaker, or of the tool
 * @param reasoning what was thought before the text, where the source keeps it apart
 */
public record Message(
        String role,
        String content,
        boolean contentAbsent,
        List<ToolCall> toolCalls,
        Optional<String> toolCallId,
        Optional<String> name,
        Optional<String> reasoning) {

    public Message {
        Objects.requireNonNull(content, "content of a message");
        if (role == null || role.isBlank()) {
            throw new IllegalArgumentException("role of a message is blank");
        }
        if (contentAbsent && !content.isEmpty()) {
            throw new IllegalArgumentException(
                    "content of a message is absent and has " + content.length() + " characters");
        }
        toolCalls = List.copyOf(toolCalls);
    }

    /** A turn that is a text and nothing else. */
    public Message(String role, String content) {
        this(role, content, false, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether the turn has neither text nor calls. */
    boolean saysNothing() {
        return content.isBlank() && toolCalls.isEmpty();
    }
}
