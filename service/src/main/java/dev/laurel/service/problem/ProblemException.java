package dev.laurel.service.problem;

import java.time.Duration;
import java.util.Optional;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** A request is refused, or cannot be fulfilled. */
public final class ProblemException extends WebApplicationException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final transient Optional<Duration> retryAfter;

    public ProblemException(Problem problem) {
        this(problem, Optional.empty());
    }

    /** @param retryAfter when asking again may help */
    public ProblemException(Problem problem, Optional<Duration> retryAfter) {
        super(problem.detail(), response(problem.status(), Problem.MEDIA_TYPE, problem, retryAfter));
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public Problem problem() {
        return problem;
    }

    /** The same refusal in another form. */
    public Response as(String mediaType, Object entity) {
        return as(problem.status(), mediaType, entity);
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
