package dev.laurel.reward.text;

/** Says why a conversation or text cannot be given to the reward model, and where; never shows the text. */
public final class UnusableTextException extends IllegalArgumentException {

    /** Why a text cannot be used. */
    public enum Reason {
        /** A conversation without turns, a text without characters, or a template that renders to none. */
        EMPTY,
        /** The user's turn before the answer is blank. */
        BLANK_PROMPT,
        /** Half a surrogate pair, which no tokenizer reads. */
        HALF_CHARACTER,
        /** Tools, or the arguments of a call, that are no JSON of their kind. */
        BAD_JSON,
        /** The chat template refuses the conversation. */
        REFUSED_BY_TEMPLATE,
        /** The prompt alone is as long as what the model reads; see {@link OverlongPrompt#REFUSE}. */
        ANSWER_UNREAD
    }

    private final Reason reason;

    public UnusableTextException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
