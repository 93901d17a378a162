package dev.laurel.scorer;

import dev.laurel.scorer.batch.RequestBatcher;
import dev.laurel.scorer.live.Lines;
import dev.laurel.scorer.live.LiveModels;
import dev.laurel.scorer.rest.call.ModelNames;
import dev.laurel.scorer.rest.call.RequestScorer;
import dev.laurel.scorer.watch.HttpMetrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

/** Puts the HTTP side together, and ends it before {@link ScorerWiring} ends the models. */
@Singleton
public class HttpWiring {

    private final ModelNames names;
    private final HttpMetrics metrics;
    private final RequestBatcher batcher;
    private final RequestScorer requests;

    public HttpWiring(ScorerConfig config, Lines lines, LiveModels models, MeterRegistry meters) {
        ScorerConfig.Http http = config.http();
        this.names = new ModelNames(lines, http.modelAliases());
        this.metrics = new HttpMetrics(meters);
        this.batcher = new RequestBatcher(http.gatherAtMost(), http.maxQueuedTokens(), metrics);
        this.requests = new RequestScorer(
                models, batcher, Runtime.getRuntime().availableProcessors(), http.maxQueuedRequests(), metrics);
    }

    void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent event) {
        requests.close();
        batcher.close();
    }

    @Produces
    @Singleton
    RequestScorer requests() {
        return requests;
    }

    @Produces
    @Singleton
    ModelNames names() {
        return names;
    }

    @Produces
    @Singleton
    HttpMetrics metrics() {
        return metrics;
    }
}
