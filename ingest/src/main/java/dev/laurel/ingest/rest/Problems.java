package dev.laurel.ingest.rest;

import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Ingest's own refusals as problems; all others are the service's. */
final class Problems {

    private static final int UNAVAILABLE = 503;
    private static final int RETRY_SECONDS = 10;

    @ServerExceptionMapper
    Response problem(ProblemException failure) {
        return response(failure.problem());
    }

    private static Response response(Problem problem) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        return problem.status() == UNAVAILABLE
                ? response.header("Retry-After", RETRY_SECONDS).build()
                : response.build();
    }
}
