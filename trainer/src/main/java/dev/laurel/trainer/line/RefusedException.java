package dev.laurel.trainer.line;

/** Something that was asked for cannot be done as things stand; nothing was changed. */
public final class RefusedException extends RuntimeException {

    /** Why in general. */
    public enum Kind {
        /** There is no such line, version or window. */
        UNKNOWN,
        /** The line is busy, or in a state that does not allow it. */
        CONFLICT
    }

    private final Kind kind;

    public RefusedException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
