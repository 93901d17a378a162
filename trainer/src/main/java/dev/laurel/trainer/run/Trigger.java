package dev.laurel.trainer.run;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What started a window. */
public enum Trigger {
    /** The hour of the schedule. */
    SCHEDULE,
    /** The start of a trainer that was down at the hour of the schedule. */
    MISSED_SCHEDULE,
    /** Enough pairs. */
    GATHERED,
    /** Somebody who asked for it. */
    REQUEST,
    /** The start of a trainer, where an earlier one had left the window unfinished. */
    UNFINISHED;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
