package dev.laurel.reward.text;

/** Says why a preference pair cannot be trained on with this formatting; the caller counts it by {@link #reason()} and goes on. */
public final class UnusablePairException extends Exception {

    /** Why a pair cannot be used. */
    public enum Reason {
        /** A side has no turns, its answer or the prompt is blank, or it renders to no text. */
        EMPTY,
        /** A side has half a surrogate pair, which no tokenizer reads. */
        HALF_CHARACTER,
        /** Margin or weight is no number that can be trained on: margins are from −1,000 to 1,000, weights from 10⁻⁹ to 1,000. */
        OUT_OF_RANGE,
        /** Both sides are the same text. */
        EQUAL,
        /** The sides differ only after the point where both are cut off. */
        EQUAL_AFTER_TRUNCATION,
        /** A side is longer than the profile's maximum, and the profile refuses instead of truncating. */
        OVER_LENGTH,
        /** Tools, or the arguments of a call, are no JSON of their kind. */
        BAD_JSON,
        /** The chat template refuses the conversation. */
        REFUSED_BY_TEMPLATE
    }

    private final Reason reason;

    /** The reason that a side cannot be read at all. */
    static UnusablePairException of(UnusableTextException side) {
        Reason reason =
                switch (side.reason()) {
                    case EMPTY, BLANK_PROMPT -> Reason.EMPTY;
                    case BAD_JSON -> Reason.BAD_JSON;
                    case HALF_CHARACTER -> Reason.HALF_CHARACTER;
                    case REFUSED_BY_TEMPLATE -> Reason.REFUSED_BY_TEMPLATE;
                    case ANSWER_UNREAD -> Reason.EQUAL_AFTER_TRUNCATION;
                };
        return new UnusablePairException(reason, side.getMessage());
    }

    public UnusablePairException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
