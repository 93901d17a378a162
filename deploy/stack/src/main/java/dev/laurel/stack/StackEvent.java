package dev.laurel.stack;

import java.nio.file.Path;
import java.time.Duration;

/** What a {@link Stack} tells its listener; events of different parts may come from different threads. */
public sealed interface StackEvent {

    Part part();

    /** The process was started and is not yet ready. */
    record Started(Part part, long pid) implements StackEvent {}

    /** The part answers, this long after it was started. */
    record Ready(Part part, Duration after) implements StackEvent {}

    /** The process ended although nobody asked it to; {@code lastLines} is the end of its {@code log}. */
    record Died(Part part, int exitStatus, Path log, String lastLines) implements StackEvent {

        @Override
        public String toString() {
            return "%s ended with status %d; the end of %s:%n%s"
                    .formatted(
                            part.label(), exitStatus, log, lastLines.indent(4).stripTrailing());
        }
    }

    /** The process was asked to stop and has ended. */
    record Stopped(Part part) implements StackEvent {}
}
