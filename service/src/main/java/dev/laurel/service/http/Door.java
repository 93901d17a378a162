package dev.laurel.service.http;

import java.util.Optional;
import java.util.Set;

import dev.laurel.service.http.Refusal.Reason;
import dev.laurel.service.problem.Forms;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * What every request comes through first, on its connection's event loop: refused, or read to its end and passed on. No thread waits for a caller, and
 * whoever handles a request has all of it.
 */
@Singleton
public class Door {

    /** Before all routes. */
    private static final int FIRST = 1_000_000;

    private final Callers callers;
    private final Forms forms;
    private final DoorMetrics metrics;
    private final BodyMemory memory;
    private final MetricsPage metricsPage;
    private final long largestBody;

    Door(HttpConfig config, VertxHttpConfig server, Forms forms, DoorMetrics metrics, MetricsPage metricsPage) {
        this.callers = new Callers(
                config.allowedHosts().orElse(Set.of()), config.allowedOrigins().orElse(Set.of()));
        this.forms = forms;
        this.metrics = metrics;
        this.memory = new BodyMemory(config.maxBodyMemory().asLongValue());
        this.metricsPage = metricsPage;
        metrics.watch(memory);
        this.largestBody =
                server.limits().maxBodySize().map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, FIRST);
    }

    private void enter(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<Connection> connection = Connection.of((HttpServerConnection) request.connection());
        connection.ifPresent(Connection::turns);
        Optional<Refusal> refusal = callers.refusal(Call.of(request)).or(() -> tooLarge(announced(request)));
        if (refusal.isPresent()) {
            refuse(context, connection, refusal.get());
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        BodyMemory.Room room = memory.room();
        connection.ifPresent(wire -> wire.whenClosed(room::release));
        new Body(context, room, this::tooLarge)
                .read(() -> pass(context, connection), why -> refuse(context, connection, why));
    }

    private void pass(RoutingContext context, Optional<Connection> connection) {
        Runnable handle = () -> {
            if (metricsPage.isAt(context.request().path())) {
                metricsPage.answer(context);
            } else {
                context.next();
            }
        };
        if (connection.isEmpty()) {
            handle.run();
            return;
        }
        Context caller = Vertx.currentContext();
        connection.get().received();
        context.addEndHandler(end -> connection.get().answered());
        connection.get().whenTaken(() -> Body.in(caller, handle));
    }

    private void refuse(RoutingContext context, Optional<Connection> connection, Refusal refusal) {
        metrics.refused(refusal.reason());
        connection.ifPresent(Connection::discards);
        context.request()
                .handler(rest -> {})
                .endHandler(end -> connection.ifPresent(Connection::discarded))
                .exceptionHandler(gone -> {})
                .resume();
        Forms.Written problem = forms.write(context.request().path(), refusal.problem());
        if (refusal.reason() == Reason.BODY_MEMORY) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, problem.mediaType())
                .end(problem.body());
    }

    private Optional<Refusal> tooLarge(long bytes) {
        return bytes <= largestBody
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Reason.BODY_TOO_LARGE,
                        "the body has more than the " + largestBody + " bytes a request may have"));
    }

    /** The length a request says it has; 0 if it does not say. */
    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
