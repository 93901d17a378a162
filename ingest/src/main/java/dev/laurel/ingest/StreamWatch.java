package dev.laurel.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether the stream processes what comes in, and if not, since when and why. Safe for many threads. */
public final class StreamWatch {

    private final Clock clock;
    private final Duration grace;
    private volatile Standing standing;

    /** @param trouble why nothing is processed, for people; empty while something is */
    private record Standing(Optional<String> trouble, boolean mayPass, Instant since) {}

    /** @param grace how long nothing may be processed before no more is to be taken in */
    public StreamWatch(Clock clock, Duration grace) {
        this.clock = clock;
        this.grace = grace;
        stopped("the stream has not started yet");
    }

    void runs() {
        standing = new Standing(Optional.empty(), true, clock.instant());
    }

    /** It goes on by itself, usually within seconds: partitions are shared out, or ledgers are read from the changelog. */
    void pauses(String why) {
        Standing before = standing;
        boolean ran = before.trouble().isEmpty();
        standing = new Standing(Optional.of(why), ran || before.mayPass(), ran ? clock.instant() : before.since());
    }

    /** It does not go on before somebody does something about it. */
    void stopped(String why) {
        Standing before = standing;
        boolean stopsNow = before == null || before.trouble().isEmpty();
        standing = new Standing(Optional.of(why), false, stopsNow ? clock.instant() : before.since());
    }

    /** Why ingest is not ready; empty if it is. A pause of a running stream counts once it has lasted for the grace time. */
    Optional<String> unready() {
        Standing now = standing;
        return now.mayPass() ? outlasting(now) : now.trouble();
    }

    /** Why no more is to be taken in, which nobody would process; empty while there is hope. */
    public Optional<String> refusal() {
        return outlasting(standing);
    }

    private Optional<String> outlasting(Standing now) {
        Duration lasting = Duration.between(now.since(), clock.instant());
        return now.trouble().filter(why -> lasting.compareTo(grace) >= 0).map(why -> "%s (for %d s)"
                .formatted(why, lasting.toSeconds()));
    }
}
