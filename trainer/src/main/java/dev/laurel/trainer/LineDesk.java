package dev.laurel.trainer;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.laurel.trainer.RefusedException.Kind;
import dev.laurel.trainer.train.Progress;

/** The work on one line: one thing at a time, and the windows of late with how far they came. Safe for many threads. */
final class LineDesk {

    private static final int REMEMBERED = 50;

    private final LineTrainer trainer;
    private final Deque<Progress> windows = new ArrayDeque<>(); // the latest first
    private boolean busy;

    LineDesk(LineTrainer trainer) {
        this.trainer = trainer;
    }

    LineTrainer trainer() {
        return trainer;
    }

    /** Something that is done to a line. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Does something while no window is running. */
    <T> T exclusively(Work<T> work) throws IOException {
        claim();
        try {
            return work.run();
        } finally {
            release();
        }
    }

    synchronized Progress begin(String id) {
        claim();
        Progress progress = Progress.reading(id, trainer.name());
        windows.addFirst(progress);
        if (windows.size() > REMEMBERED) {
            windows.removeLast();
        }
        return progress;
    }

    /** Moves the running window on. */
    synchronized Progress update(UnaryOperator<Progress> change) {
        Progress next = change.apply(windows.getFirst());
        windows.removeFirst();
        windows.addFirst(next);
        return next;
    }

    /** Ends the running window. */
    synchronized Progress end(UnaryOperator<Progress> change) {
        release();
        return update(change);
    }

    synchronized Optional<Progress> window(String id) {
        return windows.stream().filter(window -> window.id().equals(id)).findFirst();
    }

    synchronized Optional<Progress> latest() {
        return Optional.ofNullable(windows.peekFirst());
    }

    private synchronized void claim() {
        if (busy) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "line " + trainer.name() + " is busy"
                            + latest().map(window -> " with window " + window.id() + ", which is "
                                            + window.state().label())
                                    .orElse(""));
        }
        busy = true;
    }

    private synchronized void release() {
        busy = false;
    }
}
