package dev.laurel.ingest.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every failure of a request as a {@link Problem}. */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int UNAVAILABLE = 503;
    private static final int RETRY_SECONDS = 10;

    @ServerExceptionMapper
    Response problem(ProblemException failure) {
        return response(failure.problem());
    }

    /** What the server itself refuses: unknown paths, methods and media types. */
    @ServerExceptionMapper
    Response refused(WebApplicationException failure) {
        Response.StatusType status = failure.getResponse().getStatusInfo();
        return response(Problem.refused(status.getStatusCode(), status.getReasonPhrase(), failure.getMessage()));
    }

    @ServerExceptionMapper
    Response failed(Exception failure) {
        StackTraceElement[] stack = failure.getStackTrace();
        LOG.error( // without its message, which may quote the request
                "request failed exception={} at={}",
                failure.getClass().getName(),
                stack.length == 0 ? "unknown" : stack[0]);
        return response(Problem.refused(500, "Internal error", "the request failed; the service's log says why"));
    }

    private static Response response(Problem problem) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        return problem.status() == UNAVAILABLE
                ? response.header("Retry-After", RETRY_SECONDS).build()
                : response.build();
    }
}
