package dev.laurel.trainer.schedule;

/** What a trainer does when it starts and none ran at the last hour of the schedule. */
public enum MissedSchedule {
    /** Starts the window that was missed, once, however many were. */
    CATCH_UP,
    /** Waits for the next hour. */
    SKIP
}
