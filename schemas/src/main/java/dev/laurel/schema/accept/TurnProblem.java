package dev.laurel.schema.accept;

/**
 * What is wrong with a conversation.
 *
 * @param place after the conversation's own name: {@code [1].tool_calls[0].name}; empty for the conversation itself
 * @param detail to be read after the place; never shows a text
 */
public record TurnProblem(Kind kind, String place, String detail) {

    /** What kind of problem it is. */
    public enum Kind {
        /** No turns. */
        EMPTY,
        /** More turns, or calls of one, than there may be. */
        TOO_MUCH,
        /** A speaker, tool or id whose name is missing. */
        NO_NAME,
        /** A speaker, tool or id whose name is none. */
        BAD_NAME,
        /** A text that is none. */
        BAD_TEXT,
        /** No text where there must be one. */
        NO_TEXT,
        /** Arguments of a call that are none. */
        BAD_JSON
    }

    /** Place and problem in one line, to be read right after the conversation's name. */
    public String message() {
        return place + " " + detail;
    }
}
