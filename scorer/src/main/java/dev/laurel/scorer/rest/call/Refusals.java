package dev.laurel.scorer.rest.call;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

import dev.laurel.scorer.batch.QueueFullException;
import dev.laurel.service.problem.Problem;
import dev.laurel.service.problem.ProblemException;

/** Why requests are refused: what is wrong, with which item of the request and which of its fields. */
public final class Refusals {

    private static final String TOO_BUSY = "Too busy";
    private static final Duration MODEL_EXPECTED_IN = Duration.ofSeconds(5);

    private Refusals() {}

    /** The request cannot be read at all. */
    public static ProblemException unreadable(String detail) {
        return of("Unreadable request", 400, detail, null, null);
    }

    /** The body is in another format than the route takes. */
    static ProblemException notJson(String detail) {
        return of("Unsupported media type", 415, detail, null, null);
    }

    /** A parameter of the request as a whole is wrong. */
    public static ProblemException badParameter(String name, String detail) {
        return of("Bad parameter", 400, detail, null, name);
    }

    /** One item's field is missing or wrong. */
    public static ProblemException invalid(Integer index, String field, String detail) {
        return of("Invalid item", 400, detail, index, field);
    }

    /** What an item or parameter holds can be read, but no value is like that: a text with half a character, a name with a line break. */
    public static ProblemException unacceptable(Integer index, String field, String detail) {
        return of("Not acceptable", 422, detail, index, field);
    }

    /** The line that an item names, or would be routed to, does not exist. */
    public static ProblemException noLine(Integer index, String field, String detail) {
        return of("No such line", 404, detail, index, field);
    }

    /** No policy applies to the item. */
    public static ProblemException noPolicy(String detail) {
        return of("No policy", 404, detail, null, null);
    }

    /** There are more items, or more characters, than one request may have. */
    public static ProblemException tooMany(String detail) {
        return of("Too many items", 413, detail, null, null);
    }

    /** An item's text cannot be scored by its line's model. */
    public static ProblemException unscorable(Integer index, String detail) {
        return of("Not scorable", 422, detail, index, null);
    }

    /** The line has no active version yet. */
    public static ProblemException noModel(Integer index, String detail) {
        return new ProblemException(
                Problem.of(503, "No active model", detail).at(index, null), Optional.of(MODEL_EXPECTED_IN));
    }

    /** Reading this request met a fault of ours, which others need not meet. */
    static ProblemException failed() {
        return of("Failed", 500, "the request met a fault of the scorer; its log says which", null, null);
    }

    /** Whether it came at a time when too much was waiting. */
    public static boolean isOverload(ProblemException refusal) {
        return refusal.problem().title().equals(TOO_BUSY);
    }

    /** What became of a request that was not answered, as {@link RequestScorer#score} fails. */
    public static ProblemException of(Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return of(failure.getCause());
        }
        if (failure instanceof ProblemException refusal) {
            return refusal;
        }
        if (failure instanceof QueueFullException full) {
            return new ProblemException(Problem.of(503, TOO_BUSY, full.getMessage()), Optional.of(full.retryAfter()));
        }
        if (failure instanceof TimeoutException) {
            return of("Deadline passed", 504, "not scored within the request's deadline", null, null);
        }
        if (failure instanceof CancellationException) {
            return of("Ending", 503, "the scorer ends", null, null);
        }
        return of("Not scored", 503, "scoring failed; the service's log says why", null, null);
    }

    private static ProblemException of(String title, int status, String detail, Integer index, String field) {
        return new ProblemException(Problem.of(status, title, detail).at(index, field));
    }
}
