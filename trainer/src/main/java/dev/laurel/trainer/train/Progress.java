package dev.laurel.trainer.train;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.laurel.reward.train.StepReport;
import dev.laurel.trainer.window.Notice;
import dev.laurel.trainer.window.StageProgress;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How far one window has come, from waiting for the device to a published version. A value: each change gives the next one, and a change that cannot follow is refused.
 *
 * @param cancelling whether somebody has asked for its end, which comes at the next place where it can end
 * @param counted how much of reading or encoding is done; absent in other stages, which have {@code step} or nothing to count
 * @param step optimizer steps taken, of {@code steps}
 * @param secondsLeft of the training alone, by the speed of the steps so far
 * @param pairs new pairs trained on, known once they are read; {@code replayedPairs} are those of earlier windows beside them, {@code holdoutPairs} the held-out
 *     pairs judged on, of all windows
 * @param setAside pairs of the window that cannot be trained on, by reason
 * @param notices what people should know about the reading
 * @param error what went wrong, where the state is {@code FAILED}
 * @param note why there is no version although nothing went wrong
 */
public record Progress(
        String id,
        String line,
        State state,
        boolean cancelling,
        Optional<StageProgress> counted,
        long step,
        long steps,
        Optional<Double> loss,
        Optional<Double> accuracy,
        Optional<Double> learningRate,
        Optional<Double> tokensPerSecond,
        Optional<Double> secondsLeft,
        int pairs,
        int replayedPairs,
        int holdoutPairs,
        Map<String, Integer> setAside,
        List<Notice> notices,
        Optional<Outcome> outcome,
        Optional<String> error,
        Optional<String> note) {

    public Progress {
        setAside = setAside == null ? Map.of() : Map.copyOf(setAside); // earlier trainers set nothing aside
        notices = notices == null ? List.of() : List.copyOf(notices);
    }

    /** The stages of a window, in order; those from {@code DONE} on are ends. */
    public enum State {
        /** Until the device is free. */
        WAITING,
        /** The topic. */
        READING,
        /** Pairs become what the model reads; loads the model and has it score the hold-out, too. */
        ENCODING,
        TRAINING,
        /** Scores the hold-out and asks the gate. */
        EVALUATING,
        PUBLISHING,
        DONE,
        FAILED,
        /** Somebody ended it; its pairs are offered again. */
        CANCELLED,
        /** There are not enough pairs or prompts yet; they are left to gather. */
        TOO_FEW_PAIRS;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean ended() {
            return compareTo(DONE) >= 0;
        }
    }

    /**
     * The version that came of it.
     *
     * @param next what a person may want to do now, where the line still has no champion
     */
    public record Outcome(int version, boolean promoted, String reason, Optional<String> next) {

        public Outcome(int version, boolean promoted, String reason) {
            this(version, promoted, reason, Optional.empty());
        }
    }

    /** A window that waits for the device. */
    public static Progress waiting(String id, String line) {
        return waiting(id, line, List.of());
    }

    /** A window of whose request something is to be said. */
    public static Progress waiting(String id, String line, List<Notice> notices) {
        ProgressDraft draft = new ProgressDraft(id, line);
        draft.notices = notices;
        return draft.build(State.WAITING);
    }

    /** A window that reads its pairs. */
    public static Progress reading(String id, String line) {
        return new ProgressDraft(id, line).build(State.READING);
    }

    public Progress reading() {
        require(State.WAITING);
        return in(State.READING, draft -> {});
    }

    /** How much of the stage it is in is done. */
    public Progress counted(StageProgress so) {
        require(State.READING, State.ENCODING);
        return in(state, draft -> draft.counted = Optional.of(so));
    }

    /** Its pairs have been read, with these findings. */
    public Progress noticed(List<Notice> found, Map<String, Integer> aside) {
        require(State.READING);
        return in(State.READING, draft -> {
            draft.notices = found;
            draft.setAside = aside;
        });
    }

    /** Some of them are not trained on for what they say, or for what others say. */
    public Progress leftOut(Map<String, Integer> more) {
        require(State.ENCODING);
        Map<String, Integer> aside = new HashMap<>(setAside);
        more.forEach((reason, pairs) -> aside.merge(reason, pairs, Integer::sum));
        return in(State.ENCODING, draft -> draft.setAside = aside);
    }

    public Progress encoding() {
        require(State.READING);
        return in(State.ENCODING, draft -> draft.counted = Optional.empty());
    }

    public Progress training(long all, int fresh, int replayed, int heldOut) {
        require(State.READING, State.ENCODING);
        return in(State.TRAINING, draft -> {
            draft.counted = Optional.empty();
            draft.steps = all;
            draft.pairs = fresh;
            draft.replayedPairs = replayed;
            draft.holdoutPairs = heldOut;
        });
    }

    /** @param speed tokens a second */
    public Progress step(StepReport report, double speed, double left) {
        require(State.TRAINING);
        return in(State.TRAINING, draft -> {
            draft.step = report.step();
            draft.loss = Optional.of(report.loss());
            draft.accuracy = Optional.of(report.accuracy());
            draft.learningRate = Optional.of(report.learningRate());
            draft.tokensPerSecond = Optional.of(speed);
            draft.secondsLeft = Optional.of(left);
        });
    }

    public Progress evaluating() {
        require(State.TRAINING);
        return in(State.EVALUATING, draft -> {});
    }

    public Progress publishing() {
        require(State.EVALUATING);
        return in(State.PUBLISHING, draft -> {});
    }

    public Progress done(Outcome result) {
        require(State.PUBLISHING);
        return in(State.DONE, draft -> draft.outcome = Optional.of(result));
    }

    public Progress failed(String message) {
        requireRunning();
        return in(State.FAILED, draft -> draft.error = Optional.of(message));
    }

    public Progress tooFew(String why) {
        requireRunning();
        return in(State.TOO_FEW_PAIRS, draft -> draft.note = Optional.of(why));
    }

    /** Somebody has asked for its end. */
    public Progress cancelRequested() {
        requireRunning();
        return in(state, draft -> draft.cancelling = true);
    }

    public Progress cancelled(String why) {
        requireRunning();
        return in(State.CANCELLED, draft -> {
            draft.cancelling = false;
            draft.note = Optional.of(why);
        });
    }

    private Progress in(State next, Consumer<ProgressDraft> change) {
        ProgressDraft draft = new ProgressDraft(this);
        if (next != State.TRAINING) {
            draft.secondsLeft = Optional.empty();
        }
        if (next.ended()) {
            draft.counted = Optional.empty();
        }
        change.accept(draft);
        return draft.build(next);
    }

    private void requireRunning() {
        Set<State> running = EnumSet.allOf(State.class);
        running.removeIf(State::ended);
        require(running.toArray(State[]::new));
    }

    private void require(State... before) {
        if (!Set.of(before).contains(state)) {
            throw new IllegalStateException("window " + id + " of line " + line + " is " + state.label());
        }
    }
}
