package dev.laurel.ingest;

import dev.laurel.service.health.HealthAnswer;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ingest is alive until the topology has failed for good, and ready while it runs; why it is not is said in words. */
@Singleton
class IngestHealth {

    private static final String STREAMS = "pair streams";

    @Produces
    @Liveness
    HealthCheck live(PairStreams streams) {
        return () -> HealthAnswer.inState(STREAMS, streams.state(), !streams.failed())
                .build();
    }

    @Produces
    @Readiness
    HealthCheck ready(PairStreams streams, StreamWatch watch) {
        return () -> HealthAnswer.unless(STREAMS, watch.unready())
                .withData("state", streams.state().name())
                .build();
    }
}
