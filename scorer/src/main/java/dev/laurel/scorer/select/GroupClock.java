package dev.laurel.scorer.select;

import java.time.Duration;
import java.time.Instant;

/**
 * The time by which groups of one partition end: that of the latest record, and onwards from there with the wall clock while no record comes.
 *
 * <p>The wall clock alone would end groups whose candidates are there already, unread, when a scorer comes back after an hour or is behind; the records'
 * time alone would never end the last group of a topic that falls silent. A record from the future counts as one of now. Time in which nobody runs does
 * not count. For one thread.
 */
public final class GroupClock {

    private Instant latest;
    private Instant seen; // wall time of the last record

    /**
     * @param latest the latest time known from before
     * @param wall the wall clock's time now
     */
    public GroupClock(Instant latest, Instant wall) {
        this.latest = earlier(latest, wall);
        this.seen = wall;
    }

    /** Takes note of a record; the time it is by then. */
    public Instant see(Instant recordTime, Instant wall) {
        Instant time = earlier(recordTime, wall);
        latest = time.isAfter(latest) ? time : latest;
        seen = wall;
        return latest;
    }

    /** The time it is. */
    public Instant now(Instant wall) {
        return wall.isAfter(seen) ? latest.plus(Duration.between(seen, wall)) : latest;
    }

    private static Instant earlier(Instant first, Instant second) {
        return first.isBefore(second) ? first : second;
    }
}
