package dev.laurel.trainer.run;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import dev.laurel.trainer.train.Progress;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A window of a line and how it ended; kept on disk, whatever the end was.
 *
 * @param result empty while it runs
 * @param progress how far it came, with its version or the error
 */
public record WindowRun(
        Trigger trigger, Instant startedAt, Optional<Instant> endedAt, Optional<Result> result, Progress progress) {

    /** How a window ends. In all cases but the first the champion is the one it was. */
    public enum Result {
        /** Its version is the champion. */
        PROMOTED,
        /** Its version is stored, and the gate held it back. */
        HELD_BACK,
        /** It gave no version; its pairs are offered again. */
        FAILED,
        /** Its loss was no longer a number; its pairs are offered again. */
        DIVERGED,
        /** There are not enough pairs or prompts yet; they are left to gather. */
        TOO_FEW_PAIRS,
        /** Somebody ended it; its pairs are offered again. */
        CANCELLED,
        /** Another trainer has taken the line over. */
        FENCED,
        /** The trainer was stopped; the next start goes on with it. */
        INTERRUPTED;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static WindowRun begun(Trigger trigger, Instant at, Progress progress) {
        return new WindowRun(trigger, at, Optional.empty(), Optional.empty(), progress);
    }

    WindowRun with(Progress next) {
        return new WindowRun(trigger, startedAt, endedAt, result, next);
    }

    WindowRun ended(Result end, Instant at) {
        return new WindowRun(trigger, startedAt, Optional.of(at), Optional.of(end), progress);
    }
}
