package dev.laurel.trainer.reproduce;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a reproduction ended. */
public enum Outcome {
    /** The same weights, the same losses, from the same pairs. */
    SAME,
    /** The same losses, from the same pairs, in the first steps; it was not to be trained further, and there are no weights to compare. */
    SAME_SO_FAR,
    /** Something is not as the manifest says; the differences name it. */
    DIFFERENT,
    /** Pairs that it was trained on were erased since. */
    ERASED,
    /** Computed on another machine or with another engine, or on a GPU, where results differ in their last bits; the losses say how far they are apart. */
    NOT_COMPARABLE,
    /** Something that it was trained from is no longer there, or never was, because it was trained elsewhere. */
    MISSING;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Outcome of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
