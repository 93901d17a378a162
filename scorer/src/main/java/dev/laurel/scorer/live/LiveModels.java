package dev.laurel.scorer.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import dev.laurel.scorer.watch.ScorerMetrics;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The active model version of each line. A swap is one assignment: who holds a {@link Lease} goes on with what it has, who takes the next one gets the
 * new version. Safe for many threads.
 */
public final class LiveModels implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveModels.class);

    /** The version that scores a line's responses, since when. */
    public record Active(LiveModel model, Instant since) {}

    /** A version that was not taken, and why; tried again as long as it is the champion. */
    public record Refused(int version, String reason, Instant at) {}

    private final ScorerMetrics metrics;
    private final Clock clock;
    private final Map<String, Active> active = new TreeMap<>(); // guarded by this
    private final Map<String, Refused> refused = new TreeMap<>(); // guarded by this
    private final Map<String, ShadowModel> trials = new TreeMap<>(); // guarded by this
    private final Map<String, String> missing = new TreeMap<>(); // guarded by this
    private long settled; // how often the follower had nothing to do; guarded by this
    private boolean closed; // guarded by this

    public LiveModels(ScorerMetrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * As {@link #lease()}; but where one of these lines has no active version, one may be on its way, and is waited for: until the follower has
     * nothing left to read or to load.
     *
     * @param atMost how long to wait
     */
    public synchronized Lease lease(Set<String> lines, Duration atMost) {
        long before = settled;
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            while (!active.keySet().containsAll(lines) && settled == before && !closed) {
                long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (millis <= 0) {
                    break;
                }
                wait(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return lease();
    }

    /** The active versions of all lines, kept open until the lease is closed. */
    public synchronized Lease lease() {
        Map<String, LiveModel> models = new TreeMap<>();
        active.forEach((line, now) -> {
            now.model().retain();
            models.put(line, now.model());
        });
        trials.values().forEach(trial -> trial.model().retain());
        return new Lease(models, trials, clock.instant());
    }

    public synchronized Optional<Active> active(String line) {
        return Optional.ofNullable(active.get(line));
    }

    /** The version that the line should have and has not. */
    public synchronized Optional<Refused> refused(String line) {
        return Optional.ofNullable(refused.get(line));
    }

    /** Why the line has no active version, as far as it is known, for people to read. */
    public synchronized String missing(String line) {
        return missing.getOrDefault(line, "the announcements are not read yet");
    }

    /** Remembers why a line has no active version. */
    synchronized void explain(String line, String why) {
        missing.put(line, why);
    }

    public synchronized boolean any() {
        return !active.isEmpty();
    }

    /** Lets a loaded version score its line's responses from the next lease on; takes over its ownership. */
    public void activate(LiveModel model) {
        Announced next = model.announced();
        Optional<LiveModel> previous;
        synchronized (this) {
            if (closed) {
                previous = Optional.of(model);
            } else {
                refused.remove(next.line());
                notifyAll();
                Active now = new Active(model, clock.instant());
                previous = Optional.ofNullable(active.put(next.line(), now)).map(Active::model);
                metrics.activated(next.line(), next.version());
                LOG.info(
                        "model activated line={} version={} previous={} since={} digest={} tokens_per_second={}",
                        next.line(),
                        next.version(),
                        previous.map(model0 -> model0.announced().version()).orElse(0),
                        now.since(),
                        next.weightDigest(),
                        Math.round(model.tokensPerSecond()));
            }
        }
        previous.ifPresent(LiveModel::release);
    }

    /** Lets a loaded version score along; takes over its ownership. */
    public void challenge(ShadowModel trial) {
        Announced next = trial.model().announced();
        Optional<ShadowModel> previous;
        synchronized (this) {
            previous = closed ? Optional.of(trial) : Optional.ofNullable(trials.put(next.line(), trial));
        }
        LOG.info(
                "challenger scores along line={} version={} share={}",
                next.line(),
                next.version(),
                trial.terms().share());
        previous.ifPresent(before -> before.model().release());
    }

    /** Ends the line's trial. */
    void retire(String line) {
        Optional<ShadowModel> last;
        synchronized (this) {
            last = Optional.ofNullable(trials.remove(line));
        }
        last.ifPresent(trial -> {
            LOG.info(
                    "challenger retired line={} version={}",
                    line,
                    trial.model().announced().version());
            trial.model().release();
        });
    }

    /** The version that scores along. */
    public synchronized Optional<Announced> challenger(String line) {
        return Optional.ofNullable(trials.get(line)).map(trial -> trial.model().announced());
    }

    /** Remembers that a version cannot be used; the active one stays. */
    void refuse(Announced announced, String reason) {
        synchronized (this) {
            refused.put(announced.line(), new Refused(announced.version(), reason, clock.instant()));
        }
        metrics.refused(announced.line());
    }

    /** The follower knows of nothing to load. */
    synchronized void settled() {
        settled++;
        notifyAll();
    }

    /** Lets go of all versions; each is closed when its last lease is. */
    @Override
    public void close() {
        List<LiveModel> last = new ArrayList<>();
        synchronized (this) {
            closed = true;
            active.values().forEach(now -> last.add(now.model()));
            trials.values().forEach(trial -> last.add(trial.model()));
            active.clear();
            trials.clear();
            notifyAll();
        }
        last.forEach(LiveModel::release);
    }
}
