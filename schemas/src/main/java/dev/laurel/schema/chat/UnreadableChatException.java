package dev.laurel.schema.chat;

/** JSON that is no part of a conversation as chat APIs write it; says where and why, and never shows a text. */
public final class UnreadableChatException extends Exception {

    private static final long serialVersionUID = 1;

    private final String place;
    private final String detail;

    UnreadableChatException(String place, String detail) {
        super(place + " " + detail, null, false, false);
        this.place = place;
        this.detail = detail;
    }

    /** The field, for example {@code messages[1].tool_calls[0].function}. */
    public String place() {
        return place;
    }

    /** To be read after the place. */
    public String detail() {
        return detail;
    }
}
