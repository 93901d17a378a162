package dev.laurel.scorer.rest.call;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

import dev.laurel.scorer.batch.QueueFullException;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** A refused request as RFC 9457 says it: what is wrong, with which item of the request and which of its fields. */
public final class Problem extends WebApplicationException {

    private static final long serialVersionUID = 1;

    private static final String MEDIA_TYPE = "application/problem+json";
    private static final String TOO_BUSY = "Too busy";
    private static final Duration MODEL_EXPECTED_IN = Duration.ofSeconds(5);

    private final transient Body body;
    private final transient Optional<Duration> retryAfter;

    /**
     * The problem's JSON.
     *
     * @param index place of the item in the request, from 0; absent where the request as a whole is meant
     * @param field path of the field in the item; absent where the item as a whole is meant
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Body(String type, String title, int status, String detail, Integer index, String field) {

        Body(String title, int status, String detail, Integer index, String field) {
            this("about:blank", title, status, detail, index, field);
        }
    }

    private Problem(Body body, Optional<Duration> retryAfter) {
        super(body.detail(), response(body.status(), MEDIA_TYPE, body, retryAfter));
        this.body = body;
        this.retryAfter = retryAfter;
    }

    /** The request cannot be read at all. */
    public static Problem unreadable(String detail) {
        return of("Unreadable request", 400, detail, null, null);
    }

    /** The body is in another format than the route takes. */
    static Problem notJson(String detail) {
        return of("Unsupported media type", 415, detail, null, null);
    }

    /** A parameter of the request as a whole is wrong. */
    public static Problem badParameter(String name, String detail) {
        return of("Bad parameter", 400, detail, null, name);
    }

    /** One item's field is missing or wrong. */
    public static Problem invalid(Integer index, String field, String detail) {
        return of("Invalid item", 400, detail, index, field);
    }

    /** What an item or parameter holds can be read, but no value is like that: a text with half a character, a name with a line break. */
    public static Problem unacceptable(Integer index, String field, String detail) {
        return of("Not acceptable", 422, detail, index, field);
    }

    /** The line that an item names, or would be routed to, does not exist. */
    public static Problem noLine(Integer index, String field, String detail) {
        return of("No such line", 404, detail, index, field);
    }

    /** No policy applies to the item. */
    public static Problem noPolicy(String detail) {
        return of("No policy", 404, detail, null, null);
    }

    /** There are more items, or more characters, than one request may have. */
    public static Problem tooMany(String detail) {
        return of("Too many items", 413, detail, null, null);
    }

    /** An item's text cannot be scored by its line's model. */
    public static Problem unscorable(Integer index, String detail) {
        return of("Not scorable", 422, detail, index, null);
    }

    /** The line has no active version yet. */
    public static Problem noModel(Integer index, String detail) {
        return new Problem(new Body("No active model", 503, detail, index, null), Optional.of(MODEL_EXPECTED_IN));
    }

    /** Reading this request met a fault of ours, which others need not meet. */
    static Problem failed() {
        return of("Failed", 500, "the request met a fault of the scorer; its log says which", null, null);
    }

    /** Whether it came at a time when too much was waiting. */
    public boolean isOverload() {
        return body.title().equals(TOO_BUSY);
    }

    /** What became of a request that was not answered, as {@link RequestScorer#score} fails. */
    public static Problem of(Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return of(failure.getCause());
        }
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (failure instanceof QueueFullException full) {
            return new Problem(new Body(TOO_BUSY, 503, full.getMessage(), null, null), Optional.of(full.retryAfter()));
        }
        if (failure instanceof TimeoutException) {
            return of("Deadline passed", 504, "not scored within the request's deadline", null, null);
        }
        if (failure instanceof CancellationException) {
            return of("Ending", 503, "the scorer ends", null, null);
        }
        return of("Not scored", 503, "scoring failed; the service's log says why", null, null);
    }

    private static Problem of(String title, int status, String detail, Integer index, String field) {
        return new Problem(new Body(title, status, detail, index, field), Optional.empty());
    }

    public Body body() {
        return body;
    }

    /** The same refusal in another form. */
    public Response as(String mediaType, Object entity) {
        return as(body.status(), mediaType, entity);
    }

    /** The same refusal in another form, which has another status for it. */
    public Response as(int status, String mediaType, Object entity) {
        return response(status, mediaType, entity, retryAfter);
    }

    private static Response response(int status, String mediaType, Object entity, Optional<Duration> retryAfter) {
        Response.ResponseBuilder response =
                Response.status(status).type(mediaType).entity(entity);
        retryAfter.ifPresent(after -> response.header("Retry-After", Math.max(1, after.toSeconds())));
        return response.build();
    }
}
