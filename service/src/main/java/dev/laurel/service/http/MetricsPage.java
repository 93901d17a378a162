package dev.laurel.service.http;

import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

import io.quarkus.micrometer.runtime.export.handlers.PrometheusHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** The metrics, written in {@link HealthLane}; Quarkus itself would write them on the threads of requests. */
@Singleton
class MetricsPage {

    private static final String PATH = "/q/metrics";

    private final PrometheusHandler page = new PrometheusHandler(false, Optional.empty());
    private final HealthLane lane;

    MetricsPage(HealthLane lane) {
        this.lane = lane;
    }

    boolean isAt(String path) {
        return PATH.equals(path);
    }

    void answer(RoutingContext context) {
        try {
            lane.execute(() -> page.handle(context));
        } catch (RejectedExecutionException e) {
            context.fail(503, e);
        }
    }
}
