package dev.laurel.bench.crash;

import java.util.Locale;

/** Where a window was when its trainer was killed, in the order in which a window goes through them. */
public enum Stage {
    /** No plan is written yet: the line is taken over, or pairs are read. */
    READING,
    /** The plan is written and steps are taken. */
    TRAINING,
    /** A step checkpoint, or the trained model, is half written. */
    WRITING,
    /** The model is trained; it is judged, and what belongs to the version is put beside it. */
    JUDGING,
    /** The version is stored and not announced. */
    ANNOUNCING,
    /** The version is announced. */
    FINISHED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
