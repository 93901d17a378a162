package dev.laurel.schema.accept;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When something may have happened. The bounds catch seconds or microseconds that were taken for milliseconds, and keep every difference of two moments far
 * from the limits of a long, in milliseconds as in nanoseconds.
 */
public final class Moments {

    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    public static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    /** How far ahead of ours another machine's clock may be. */
    public static final Duration AHEAD = Duration.ofDays(1);

    private Moments() {}

    /** What is wrong with a moment whenever it is read, to be read after the field; empty if nothing is. */
    public static Optional<String> problem(Instant moment) {
        return EARLIEST.isAfter(moment) || !moment.isBefore(LATEST)
                ? Optional.of("%s is not from %s up to %s; a number is milliseconds since 1970"
                        .formatted(moment, EARLIEST, LATEST))
                : Optional.empty();
    }

    /** As {@link #problem(Instant)}, for what comes in at {@code now} and cannot have happened later. */
    public static Optional<String> problem(Instant moment, Instant now) {
        return problem(moment)
                .or(() -> moment.isAfter(now.plus(AHEAD))
                        ? Optional.of("%s is in the future: more than %d hours after %s"
                                .formatted(moment, AHEAD.toHours(), now))
                        : Optional.empty());
    }
}
