package dev.laurel.ingest;

import java.util.Optional;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ingest is alive until the topology has failed for good, and ready while it runs; why it is not is said in words. */
@Singleton
class IngestHealth {

    @Produces
    @Liveness
    HealthCheck live(PairStreams streams) {
        return () -> response(streams, !streams.failed()).build();
    }

    @Produces
    @Readiness
    HealthCheck ready(PairStreams streams, StreamWatch watch) {
        return () -> {
            Optional<String> unready = watch.unready();
            HealthCheckResponseBuilder response = response(streams, unready.isEmpty());
            unready.ifPresent(why -> response.withData("why", why));
            return response.build();
        };
    }

    private static HealthCheckResponseBuilder response(PairStreams streams, boolean up) {
        return HealthCheckResponse.named("pair streams")
                .status(up)
                .withData("state", streams.state().name());
    }
}
