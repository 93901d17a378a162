package dev.laurel.trainer.run;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.laurel.schema.accept.Shown;
import dev.laurel.trainer.line.LineTrainer;
import dev.laurel.trainer.line.RefusedException;
import dev.laurel.trainer.line.RefusedException.Kind;
import dev.laurel.trainer.run.WindowRun.Result;
import dev.laurel.trainer.train.Progress;
import dev.laurel.trainer.train.WindowCancelledException;
import dev.laurel.trainer.window.Notice;

/** The work on one line: one thing at a time, and its windows with how far they came, those of earlier processes too. Safe for many threads. */
public final class WindowRuns {

    private static final int REMEMBERED = 500;

    private final LineTrainer trainer;
    private final RunLog log;
    private final Deque<WindowRun> windows = new ArrayDeque<>(); // the latest first
    private boolean busy;

    public WindowRuns(LineTrainer trainer) throws IOException {
        this.trainer = trainer;
        this.log = new RunLog(trainer.versions().store().directory().resolve(RunLog.FILE));
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

    /** @param notices what is to be said of it from the beginning */
    public synchronized Progress begin(String id, Trigger trigger, Instant at, List<Notice> notices) {
        claim();
        windows.addFirst(WindowRun.begun(trigger, at, Progress.waiting(id, trainer.name(), notices)));
        if (windows.size() > REMEMBERED) {
            windows.removeLast();
        }
        return windows.getFirst().progress();
    }

    /** Has an accepted window begin; says whether it does, which it does not once it was cancelled. */
    public synchronized boolean start(String id) {
        Progress latest = windows.getFirst().progress();
        boolean starts = latest.id().equals(id) && latest.state() == Progress.State.WAITING;
        if (starts) {
            change(Progress::reading);
        }
        return starts;
    }

    /**
     * Moves the running window on.
     *
     * @throws WindowCancelledException if somebody has asked for its end
     */
    public synchronized Progress update(UnaryOperator<Progress> change) {
        if (windows.getFirst().progress().cancelling()) {
            throw new WindowCancelledException();
        }
        return change(change);
    }

    private Progress change(UnaryOperator<Progress> change) {
        WindowRun running = windows.getFirst();
        Progress next = change.apply(running.progress());
        replaceLatest(running.with(next));
        return next;
    }

    /**
     * Has a window end without a version. Once this has returned it does not become one, whatever happens to the process; until it is being published it can be
     * cancelled, again and again with the same outcome.
     *
     * @param id the window's, or empty for the one that runs
     * @throws RefusedException if there is none, or it has ended otherwise
     */
    public synchronized WindowRun cancel(Optional<String> id, Instant at) throws IOException {
        WindowRun window = id.isPresent() ? required(id.get()) : running();
        Progress progress = window.progress();
        if (progress.cancelling() || progress.state() == Progress.State.CANCELLED) {
            return window;
        }
        if (progress.state().ended() || progress.state() == Progress.State.PUBLISHING) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "window " + progress.id() + " of line " + trainer.name() + " cannot be cancelled, it is "
                            + progress.state().label());
        }
        trainer.versions().store().cancel(progress.id());
        if (progress.state() != Progress.State.WAITING) {
            change(Progress::cancelRequested);
            return windows.getFirst();
        }
        String why = new WindowCancelledException().getMessage();
        return end(waiting -> waiting.cancelled(why), Result.CANCELLED, at);
    }

    /** @throws RefusedException if there is none of that id, or it is long ago */
    public WindowRun required(String id) {
        return window(id)
                .orElseThrow(() -> new RefusedException(
                        Kind.UNKNOWN,
                        "line " + trainer.name() + " has no window " + Shown.inLine(id, 80) + " of late"));
    }

    private WindowRun running() {
        return latest().filter(latest -> latest.endedAt().isEmpty())
                .orElseThrow(() -> new RefusedException(
                        Kind.CONFLICT, "line " + trainer.name() + " has no window running; there is none to cancel"));
    }

    /** Ends the running window, and keeps it on disk. */
    public synchronized WindowRun end(UnaryOperator<Progress> change, Result result, Instant at) {
        release();
        change(change);
        WindowRun ended = windows.getFirst().ended(result, at);
        replaceLatest(ended);
        log.add(ended);
        return ended;
    }

    private void replaceLatest(WindowRun window) {
        windows.removeFirst();
        windows.addFirst(window);
    }

    public synchronized Optional<WindowRun> window(String id) {
        return windows.stream()
                .filter(window -> window.progress().id().equals(id))
                .findFirst();
    }

    /** The latest first. */
    public synchronized List<WindowRun> windows() {
        return List.copyOf(windows);
    }

    public synchronized Optional<WindowRun> lastEnded() {
        return windows.stream().filter(window -> window.endedAt().isPresent()).findFirst();
    }

    public synchronized Optional<WindowRun> latest() {
        return Optional.ofNullable(windows.peekFirst());
    }

    private synchronized void claim() {
        if (busy) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "line " + trainer.name() + " is busy"
                            + latest().map(WindowRun::progress)
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
