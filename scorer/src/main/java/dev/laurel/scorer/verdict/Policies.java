package dev.laurel.scorer.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.laurel.scorer.watch.PolicyMetrics;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policies in force: those of a file, read again when its content changes. A file that cannot be used changes nothing and is reported; the next good
 * one is taken. Safe for many threads.
 */
public final class Policies implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Policies.class);

    private final Optional<Path> file;
    private final PolicyMetrics metrics;
    private final Clock clock;
    private final ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "policy-file");
        thread.setDaemon(true);
        return thread;
    });

    private Optional<byte[]> content = Optional.empty(); // what was read last, good or bad; guarded by this
    private volatile InForce inForce;
    private volatile Optional<Refused> refused = Optional.empty();

    /** What is verified by, since when. */
    public record InForce(Verifier verifier, Instant since) {}

    /** A file that was not taken, and why. */
    public record Refused(String reason, Instant at) {}

    /**
     * Reads the file.
     *
     * @param file none means no policies, and no verdicts
     * @throws IllegalArgumentException naming the file and what is wrong with it
     */
    public Policies(Optional<Path> file, PolicyMetrics metrics, Clock clock) {
        this.file = file;
        this.metrics = metrics;
        this.clock = clock;
        this.inForce = new InForce(Verifier.NONE, clock.instant());
        refresh();
        refused.ifPresent(why -> {
            close();
            throw new IllegalArgumentException("laurel.scorer.policies.file: " + why.reason());
        });
    }

    /** Looks at the file that often from now on. */
    public void watch(Duration every) {
        if (file.isPresent()) {
            checks.scheduleWithFixedDelay(this::refresh, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Takes the file's content if it is another than before. */
    public void refresh() {
        file.ifPresent(this::refresh);
    }

    private synchronized void refresh(Path path) {
        try {
            byte[] now = Files.readAllBytes(path);
            boolean same = content.filter(before -> Arrays.equals(before, now)).isPresent();
            content = Optional.of(now);
            if (!same) {
                take(path, now);
            }
        } catch (IOException e) {
            content = Optional.empty();
            refuse(path + " cannot be read: " + e);
        }
    }

    private void take(Path path, byte[] text) {
        try {
            Verifier verifier = PolicyFile.read(text);
            if (!verifier.equals(inForce.verifier())) {
                inForce = new InForce(verifier, clock.instant());
                verifier.policies()
                        .forEach(policy -> LOG.info(
                                "policy in force name={} version={} accept={} regenerate={} attempts={}",
                                policy.name(),
                                policy.version(),
                                policy.accept(),
                                policy.regenerate(),
                                policy.attempts()));
                metrics.taken(verifier.policies().size());
            }
            refused = Optional.empty();
            metrics.good(true);
        } catch (IllegalArgumentException e) {
            refuse(path + ": " + e.getMessage());
        }
    }

    private void refuse(String reason) {
        if (refused.filter(last -> last.reason().equals(reason)).isPresent()) {
            return; // said already
        }
        refused = Optional.of(new Refused(reason, clock.instant()));
        metrics.refused();
        metrics.good(false);
        LOG.error("policies refused, those in force stay reason=\"{}\"", reason);
    }

    /** The policies that hold now; constant for who keeps it. */
    public Verifier verifier() {
        return inForce.verifier();
    }

    public InForce inForce() {
        return inForce;
    }

    /** The file's present content, if it cannot be used. */
    public Optional<Refused> refused() {
        return refused;
    }

    @Override
    public void close() {
        checks.shutdownNow();
    }
}
