package dev.laurel.scorer.rest.call;

import java.time.Duration;

import dev.laurel.schema.accept.Shown;
import dev.laurel.service.problem.ProblemException;

/** How long a request may take: the query parameter {@code deadline_ms}, else the header {@code Laurel-Deadline-Ms}, else what is configured. */
final class Deadline {

    static final String PARAMETER = "deadline_ms";
    static final String HEADER = "Laurel-Deadline-Ms";

    private static final long MAX_MILLIS = Duration.ofHours(1).toMillis();

    private Deadline() {}

    /** Reads one of the two by its name; throws {@link ProblemException} naming what is no number of milliseconds. */
    static Duration read(String name, String value) {
        try {
            long millis = Long.parseLong(value.strip());
            if (millis >= 1 && millis <= MAX_MILLIS) {
                return Duration.ofMillis(millis);
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw Refusals.badParameter(
                name, name + " must be a whole number from 1 to " + MAX_MILLIS + ", not " + Shown.of(value));
    }
}
