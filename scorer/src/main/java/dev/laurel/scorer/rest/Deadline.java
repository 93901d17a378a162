package dev.laurel.scorer.rest;

import java.time.Duration;

/** How long a request may take: the query parameter {@code deadline_ms}, else the header {@code Laurel-Deadline-Ms}, else what is configured. */
final class Deadline {

    static final String PARAMETER = "deadline_ms";
    static final String HEADER = "Laurel-Deadline-Ms";

    private static final long MAX_MILLIS = Duration.ofHours(1).toMillis();

    private Deadline() {}

    /**
     * Reads it; throws {@link Problem} naming what is no number of milliseconds.
     *
     * @param parameter null if absent
     * @param header null if absent
     */
    static Duration of(String parameter, String header, Duration configured) {
        if (parameter != null) {
            return millis(PARAMETER, parameter);
        }
        return header != null ? millis(HEADER, header) : configured;
    }

    private static Duration millis(String name, String value) {
        try {
            long millis = Long.parseLong(value.strip());
            if (millis >= 1 && millis <= MAX_MILLIS) {
                return Duration.ofMillis(millis);
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw Problem.badParameter(
                name, name + " must be a whole number from 1 to " + MAX_MILLIS + ", not \"" + value + "\"");
    }
}
