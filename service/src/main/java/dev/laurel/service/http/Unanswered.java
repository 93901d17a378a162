package dev.laurel.service.http;

import java.util.concurrent.RejectedExecutionException;

import dev.laurel.service.problem.Forms;
import dev.laurel.service.problem.Problem;
import dev.laurel.service.problem.Traces;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What neither a resource nor its mappers answer: paths that are nowhere, and failures around them. A problem, never the server's own page. */
@Singleton
public class Unanswered {

    private static final Logger LOG = LoggerFactory.getLogger(Unanswered.class);
    private static final int FIRST = 1_000_000;

    private final Forms forms;

    Unanswered(Forms forms) {
        this.forms = forms;
    }

    void register(@Observes Router router) {
        router.route().order(-FIRST).failureHandler(this::failed);
        router.route().last().handler(context -> context.fail(404));
    }

    private void failed(RoutingContext context) {
        if (context.response().ended()) {
            return;
        }
        int status = status(context);
        if (status >= 500 && context.failure() != null) {
            LOG.error("request failed", Traces.withoutMessages(context.failure()));
        }
        if (context.response().headWritten()) {
            context.request().connection().close(); // a caller must not take half an answer for a whole one
            return;
        }
        Problem problem = status == 404
                ? Problem.of(404, "there is nothing at this path")
                : status == 500 ? Problem.unexpected() : Problem.of(status, "the request cannot be answered");
        Forms.Written written = forms.write(context.request().path(), problem);
        context.response()
                .setStatusCode(written.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, written.mediaType())
                .end(written.body());
    }

    private static int status(RoutingContext context) {
        if (context.statusCode() >= 400) {
            return context.statusCode();
        }
        return context.failure() instanceof RejectedExecutionException ? 503 : 500;
    }
}
