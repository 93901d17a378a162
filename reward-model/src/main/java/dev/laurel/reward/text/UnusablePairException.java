package dev.laurel.reward.text;

/** Says why a preference pair cannot be trained on with this formatting; the caller counts it by {@link #reason()} and goes on. */
public final class UnusablePairException extends Exception {

    /** Why a pair cannot be used. */
    public enum Reason {
        /** A side has no turns, or renders to no text. */
        EMPTY,
        /** Both sides are the same text. */
        EQUAL,
        /** The sides differ only after the point where both are cut off. */
        EQUAL_AFTER_TRUNCATION,
        /** A side is longer than the profile's maximum, and the profile refuses instead of truncating. */
        OVER_LENGTH,
        /** The chat template refuses the conversation. */
        REFUSED_BY_TEMPLATE
    }

    private final Reason reason;

    public UnusablePairException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
