package dev.laurel.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What a {@link Stack} tells its listener; events of different parts may come from different threads. */
public sealed interface StackEvent {

    Part part();

    /** The process was started and is not yet ready. */
    record Started(Part part, long pid) implements StackEvent {}

    /** The part answers, this long after it was started. */
    record Ready(Part part, Duration after) implements StackEvent {}

    /** The part was started this long ago and is not ready yet, but makes progress. */
    record Waiting(Part part, Duration after) implements StackEvent {}

    /** The process ended although nobody asked it to; {@code lastWords} are what its {@code log} says of why. */
    record Died(Part part, int exitStatus, Path log, Optional<String> lastWords) implements StackEvent {

        @Override
        public String toString() {
            return "%s ended with status %d%s; its log is %s"
                    .formatted(
                            part.label(),
                            exitStatus,
                            lastWords.map(": "::concat).orElse(""),
                            log);
        }
    }

    /** The process is asked to stop; {@code recording} says that it writes its classes down first, which takes seconds. */
    record Stopping(Part part, boolean recording) implements StackEvent {}

    /** The process was asked to stop and has ended. */
    record Stopped(Part part) implements StackEvent {}
}
