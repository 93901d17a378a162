package dev.laurel.trainer;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.laurel.service.health.HealthAnswer;
import dev.laurel.trainer.publish.BrokerWatch;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while versions can be written and announced: the store is there, writable, and not full, and the broker answers. */
@Singleton
class TrainerHealth {

    private static final long NEEDED_BYTES = 64L << 20;

    private final Path store;

    TrainerHealth(TrainerConfig config) {
        this.store = config.store().toAbsolutePath().normalize();
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck checkpointStore() {
        return () -> {
            long free = store.toFile().getUsableSpace();
            return HealthCheckResponse.named("checkpoint-store")
                    .status(Files.isWritable(store) && free >= NEEDED_BYTES)
                    .withData("directory", store.toString())
                    .withData("free_bytes", free)
                    .build();
        };
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck broker(BrokerWatch watch) {
        return () -> HealthAnswer.unless("broker", watch.problem()).build();
    }
}
