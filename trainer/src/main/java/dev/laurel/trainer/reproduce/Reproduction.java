package dev.laurel.trainer.reproduce;

import java.util.Locale;
import java.util.Optional;

import dev.laurel.reward.train.StepReport;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How far one reproduction has come.
 *
 * @param training the version that is being trained again: an ancestor first, where its weights are no longer there
 * @param step optimizer steps taken, of {@code steps}
 */
public record Reproduction(
        String id,
        String line,
        int version,
        State state,
        int training,
        long step,
        long steps,
        Optional<Double> loss,
        Optional<Finding> finding,
        Optional<String> error) {

    /** So many steps that no version has more: it is trained again to its end. */
    public static final int ALL = Integer.MAX_VALUE;

    /** The stages; the last two are ends. */
    public enum State {
        WAITING,
        EXAMINING,
        TRAINING,
        DONE,
        FAILED;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One that waits for the device. */
    public static Reproduction waiting(String id, String line, int version) {
        return new Reproduction(
                id, line, version, State.WAITING, version, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Reproduction examining(int other) {
        return with(State.EXAMINING, other, 0, 0, Optional.empty());
    }

    Reproduction step(int other, StepReport report, int all) {
        return with(State.TRAINING, other, report.step(), all, Optional.of(report.loss()));
    }

    public Reproduction done(Finding result) {
        return new Reproduction(
                id, line, version, State.DONE, training, step, steps, loss, Optional.of(result), Optional.empty());
    }

    public Reproduction failed(String message) {
        return new Reproduction(
                id, line, version, State.FAILED, training, step, steps, loss, Optional.empty(), Optional.of(message));
    }

    private Reproduction with(State next, int other, long taken, long all, Optional<Double> last) {
        return new Reproduction(id, line, version, next, other, taken, all, last, Optional.empty(), Optional.empty());
    }
}
