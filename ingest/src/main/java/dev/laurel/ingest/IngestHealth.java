package dev.laurel.ingest;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ingest is alive until the topology has failed for good, and ready while it runs. */
@Singleton
class IngestHealth {

    @Produces
    @Liveness
    HealthCheck live(PairStreams streams) {
        return () -> response(streams, !streams.failed());
    }

    @Produces
    @Readiness
    HealthCheck ready(PairStreams streams) {
        return () -> response(streams, streams.running());
    }

    private static HealthCheckResponse response(PairStreams streams, boolean up) {
        return HealthCheckResponse.named("pair streams")
                .status(up)
                .withData("state", streams.state().name())
                .build();
    }
}
