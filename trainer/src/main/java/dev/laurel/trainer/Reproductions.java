package dev.laurel.trainer;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import dev.laurel.schema.accept.Shown;
import dev.laurel.trainer.line.RefusedException;
import dev.laurel.trainer.line.RefusedException.Kind;
import dev.laurel.trainer.reproduce.Finding;
import dev.laurel.trainer.reproduce.Reproducer;
import dev.laurel.trainer.reproduce.Reproduction;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reproductions of late. They wait for the device like windows, and leave the lines to their own work. Safe for many threads. */
public final class Reproductions {

    private static final Logger LOG = LoggerFactory.getLogger(Reproductions.class);
    private static final int REMEMBERED = 50;
    private static final int LONGEST_SUMMARY = 1_000; // in the log; ids of pairs in it come from outside

    private final Lines lines;
    private final Deque<Reproduction> latest = new ArrayDeque<>(); // the latest first

    public Reproductions(Lines lines) {
        this.lines = lines;
    }

    /**
     * Accepts a reproduction, which runs when the device is free.
     *
     * @param most the steps to take, of all that the version has
     * @throws RefusedException if there is no such line or version
     * @throws IllegalArgumentException if {@code most} is below 1
     */
    public Reproduction begin(String line, int version, int most) throws IOException {
        lines.line(line).version(version);
        if (most < 1) {
            throw new IllegalArgumentException("steps below 1: " + most);
        }
        Reproducer reproducer = lines.line(line).reproducer();
        Reproduction waiting = Reproduction.waiting(UUID.randomUUID().toString(), line, version);
        remember(waiting);
        lines.afterwards(() -> run(waiting, most, reproducer));
        return waiting;
    }

    public synchronized Reproduction reproduction(String line, int version, String id) {
        return latest.stream()
                .filter(each -> each.id().equals(id) && each.line().equals(line) && each.version() == version)
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        Kind.UNKNOWN,
                        "version " + version + " of line " + line + " has no reproduction " + Shown.inLine(id, 80)));
    }

    private void run(Reproduction waiting, int most, Reproducer reproducer) {
        String line = waiting.line();
        try {
            Finding finding = reproducer.reproduce(waiting.version(), most, change -> update(waiting.id(), change));
            LOG.info(
                    "reproduction done line={} version={} outcome={} summary=\"{}\"",
                    line,
                    waiting.version(),
                    finding.outcome().label(),
                    Shown.inLine(finding.summary(), LONGEST_SUMMARY));
            update(waiting.id(), state -> state.done(finding));
        } catch (Exception | LinkageError | OutOfMemoryError e) { // whatever it was, those who wait for it are told
            LOG.error("reproduction failed line={} version={}", line, waiting.version(), e);
            update(
                    waiting.id(),
                    state -> state.failed(Optional.ofNullable(e.getMessage()).orElse(e.toString())));
        }
    }

    private synchronized void remember(Reproduction accepted) {
        latest.addFirst(accepted);
        if (latest.size() > REMEMBERED) {
            latest.removeLast();
        }
    }

    private synchronized void update(String id, UnaryOperator<Reproduction> change) {
        Deque<Reproduction> updated = new ArrayDeque<>();
        latest.forEach(each -> updated.addLast(each.id().equals(id) ? change.apply(each) : each));
        latest.clear();
        latest.addAll(updated);
    }
}
