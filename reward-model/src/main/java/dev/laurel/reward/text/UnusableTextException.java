package dev.laurel.reward.text;

/** Says why a conversation or text cannot be given to the reward model: it is empty, or the chat template refuses it. */
public final class UnusableTextException extends IllegalArgumentException {

    public UnusableTextException(String message) {
        super(message);
    }

    public UnusableTextException(String message, Throwable cause) {
        super(message, cause);
    }
}
