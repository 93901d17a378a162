package dev.laurel.trainer.train;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.laurel.reward.train.StepReport;
import dev.laurel.trainer.window.Notice;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How far one window has come, from reading its pairs to a published version. A value: each change gives the next one, and a change that cannot follow is refused.
 *
 * @param step optimizer steps taken, of {@code steps}
 * @param pairs new pairs trained on, known once they are read; {@code replayedPairs} are those of earlier windows beside them, {@code holdoutPairs} the held-out
 *     pairs judged on, of all windows
 * @param notices what people should know about the reading
 */
public record Progress(
        String id,
        String line,
        State state,
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
        List<Notice> notices,
        Optional<Outcome> outcome,
        Optional<String> error) {

    public Progress {
        notices = notices == null ? List.of() : List.copyOf(notices);
    }

    /** The stages of a window, in order; the last two are ends. */
    public enum State {
        READING,
        TRAINING,
        EVALUATING,
        PUBLISHING,
        DONE,
        FAILED;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean ended() {
            return this == DONE || this == FAILED;
        }
    }

    /** The version that came of it. */
    public record Outcome(int version, boolean promoted, String reason) {}

    /** A window that waits for the device, or reads. */
    public static Progress reading(String id, String line) {
        return new Progress(
                id,
                line,
                State.READING,
                0,
                0,
                none(),
                none(),
                none(),
                none(),
                none(),
                0,
                0,
                0,
                List.of(),
                none(),
                none());
    }

    /** Its pairs have been read, with these findings. */
    public Progress noticed(List<Notice> found) {
        require(State.READING);
        return new Progress(
                id, line, State.READING, 0, 0, none(), none(), none(), none(), none(), 0, 0, 0, found, none(), none());
    }

    public Progress training(long steps, int pairs, int replayedPairs, int holdoutPairs) {
        require(State.READING);
        return new Progress(
                id,
                line,
                State.TRAINING,
                0,
                steps,
                none(),
                none(),
                none(),
                none(),
                none(),
                pairs,
                replayedPairs,
                holdoutPairs,
                notices,
                none(),
                none());
    }

    public Progress step(StepReport report, double speed, double secondsPerStep) {
        require(State.TRAINING);
        return new Progress(
                id,
                line,
                State.TRAINING,
                report.step(),
                steps,
                Optional.of(report.loss()),
                Optional.of(report.accuracy()),
                Optional.of(report.learningRate()),
                Optional.of(speed),
                Optional.of(secondsPerStep * (steps - report.step())),
                pairs,
                replayedPairs,
                holdoutPairs,
                notices,
                none(),
                none());
    }

    public Progress evaluating() {
        require(State.TRAINING);
        return in(State.EVALUATING, none(), none());
    }

    public Progress publishing() {
        require(State.EVALUATING);
        return in(State.PUBLISHING, none(), none());
    }

    public Progress done(Outcome result) {
        require(State.PUBLISHING);
        return in(State.DONE, Optional.of(result), none());
    }

    public Progress failed(String message) {
        Set<State> running = EnumSet.allOf(State.class);
        running.removeIf(State::ended);
        require(running.toArray(State[]::new));
        return in(State.FAILED, none(), Optional.of(message));
    }

    private Progress in(State next, Optional<Outcome> result, Optional<String> message) {
        return new Progress(
                id,
                line,
                next,
                step,
                steps,
                loss,
                accuracy,
                learningRate,
                tokensPerSecond,
                none(),
                pairs,
                replayedPairs,
                holdoutPairs,
                notices,
                result,
                message);
    }

    private void require(State... before) {
        if (!Set.of(before).contains(state)) {
            throw new IllegalStateException("window " + id + " of line " + line + " is " + state.label());
        }
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }
}
