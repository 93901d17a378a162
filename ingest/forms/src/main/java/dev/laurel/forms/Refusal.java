package dev.laurel.forms;

/** Why a row cannot be used. */
public enum Refusal {
    INVALID_UTF8("not UTF-8"),
    INVALID_JSON("not JSON"),
    TOO_LARGE("too large"),
    MISSING_FIELD("field missing"),
    WRONG_TYPE("field of another type"),
    OUT_OF_RANGE("number out of range"),
    BAD_NAME("unusable id or name"),
    UNKNOWN_ROLE("unknown role"),
    EMPTY_TEXT("empty text"),
    NOT_TEXT("more than text"),
    UNKNOWN_TRANSCRIPT("transcript of an unknown form"),
    UNREAD_FIELD("field that may belong to the prompt"),
    NO_PROMPT("no shared prompt"),
    NO_ANSWER("no answer"),
    SAME_ANSWER("chosen equals rejected"),
    SAME_ID("one id for two contents");

    private final String label;

    Refusal(String label) {
        this.label = label;
    }

    /** The reason in a few words, for people. */
    public String label() {
        return label;
    }
}
