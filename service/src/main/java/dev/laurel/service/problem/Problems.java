package dev.laurel.service.problem;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What no service's own mapper answers, as a problem in the caller's form. */
public class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final Forms forms;

    Problems(Forms forms) {
        this.forms = forms;
    }

    /** What the server refuses by itself: paths, methods and media types that it does not know. */
    @ServerExceptionMapper
    Response refused(WebApplicationException failure, UriInfo uri) {
        Response said = failure.getResponse();
        if (said.hasEntity()) {
            return said;
        }
        Response.ResponseBuilder problem = Response.fromResponse(
                forms.response(uri.getPath(), Problem.of(said.getStatus(), failure.getMessage())));
        said.getHeaders().forEach((name, values) -> values.forEach(value -> problem.header(name, value)));
        return problem.build();
    }

    /** Deeper, or with longer names or numbers, than a parser reads. */
    @ServerExceptionMapper
    Response unread(StreamConstraintsException failure, UriInfo uri) {
        return forms.response(uri.getPath(), Problem.of(400, failure.getOriginalMessage()));
    }

    @ServerExceptionMapper
    Response failed(Throwable failure, UriInfo uri) {
        LOG.error("request failed", Traces.withoutMessages(failure));
        return forms.response(uri.getPath(), Problem.unexpected());
    }
}
