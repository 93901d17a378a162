package dev.laurel.trainer.desk;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.laurel.trainer.desk.WindowRecord.Result;
import dev.laurel.trainer.line.LineTrainer;
import dev.laurel.trainer.line.RefusedException;
import dev.laurel.trainer.line.RefusedException.Kind;
import dev.laurel.trainer.train.Progress;

/** The work on one line: one thing at a time, and its windows with how far they came, those of earlier processes too. Safe for many threads. */
public final class LineDesk {

    private static final int REMEMBERED = 500;

    private final LineTrainer trainer;
    private final WindowLog log;
    private final Deque<WindowRecord> windows = new ArrayDeque<>(); // the latest first
    private boolean busy;

    public LineDesk(LineTrainer trainer) throws IOException {
        this.trainer = trainer;
        this.log = new WindowLog(trainer.versions().store().directory().resolve(WindowLog.FILE));
        log.open(REMEMBERED).forEach(windows::addFirst);
    }

    public LineTrainer trainer() {
        return trainer;
    }

    /** Something that is done to a line. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /** Does something while no window is running. */
    public <T> T exclusively(Work<T> work) throws IOException {
        claim();
        try {
            return work.run();
        } finally {
            release();
        }
    }

    public synchronized Progress begin(String id, Trigger trigger, Instant at) {
        claim();
        windows.addFirst(WindowRecord.begun(trigger, at, Progress.reading(id, trainer.name())));
        if (windows.size() > REMEMBERED) {
            windows.removeLast();
        }
        return windows.getFirst().progress();
    }

    /** Moves the running window on. */
    public synchronized Progress update(UnaryOperator<Progress> change) {
        WindowRecord running = windows.getFirst();
        Progress next = change.apply(running.progress());
        replaceLatest(running.with(next));
        return next;
    }

    /** Ends the running window, and keeps it on disk. */
    public synchronized WindowRecord end(UnaryOperator<Progress> change, Result result, Instant at) {
        release();
        update(change);
        WindowRecord ended = windows.getFirst().ended(result, at);
        replaceLatest(ended);
        log.add(ended);
        return ended;
    }

    private void replaceLatest(WindowRecord window) {
        windows.removeFirst();
        windows.addFirst(window);
    }

    public synchronized Optional<WindowRecord> window(String id) {
        return windows.stream()
                .filter(window -> window.progress().id().equals(id))
                .findFirst();
    }

    /** The latest first. */
    public synchronized List<WindowRecord> windows() {
        return List.copyOf(windows);
    }

    public synchronized Optional<WindowRecord> lastEnded() {
        return windows.stream().filter(window -> window.endedAt().isPresent()).findFirst();
    }

    public synchronized Optional<WindowRecord> latest() {
        return Optional.ofNullable(windows.peekFirst());
    }

    private synchronized void claim() {
        if (busy) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "line " + trainer.name() + " is busy"
                            + latest().map(WindowRecord::progress)
                                    .filter(window -> !window.state().ended())
                                    .map(window -> " with window " + window.id() + ", which is "
                                            + window.state().label())
                                    .orElse(""));
        }
        busy = true;
    }

    private synchronized void release() {
        busy = false;
    }
}
