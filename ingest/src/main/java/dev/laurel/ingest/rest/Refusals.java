package dev.laurel.ingest.rest;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import dev.laurel.service.problem.Problem;
import dev.laurel.service.problem.ProblemException;

/** Why requests are refused, or could not be fulfilled; the kind of each problem is {@code urn:laurel:problem:} and its title. */
final class Refusals {

    private static final int UNAVAILABLE = 503;
    private static final Duration RETRY = Duration.ofSeconds(10);

    private Refusals() {}

    /** The request as a whole, of which nothing was accepted. */
    static ProblemException of(int status, String title, String detail) {
        return of(status, title, detail, 0);
    }

    /** @param accepted how many of its items were accepted all the same */
    static ProblemException of(int status, String title, String detail, int accepted) {
        return refused(Problem.of(status, title, detail).accepted(accepted));
    }

    /** One item, because of which nothing was accepted. */
    static ProblemException ofItem(int status, String title, int index, String field, String detail) {
        return refused(Problem.of(status, title, detail).at(index, field).accepted(0));
    }

    private static ProblemException refused(Problem problem) {
        String type =
                "urn:laurel:problem:" + problem.title().toLowerCase(Locale.ROOT).replace(' ', '-');
        return new ProblemException(
                problem.typed(type), problem.status() == UNAVAILABLE ? Optional.of(RETRY) : Optional.empty());
    }
}
