package dev.laurel.ingest.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every failure of a request as a {@link Problem}. */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

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
        LOG.error("request failed", failure);
        return response(Problem.refused(500, "Internal error", "the request failed; the service's log says why"));
    }

    private static Response response(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
