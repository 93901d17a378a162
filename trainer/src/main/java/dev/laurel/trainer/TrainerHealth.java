package dev.laurel.trainer;

import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while versions can be written: the store is there, writable, and not full. The broker has a check of its own. */
@Readiness
@Singleton
class TrainerHealth implements HealthCheck {

    private static final long NEEDED_BYTES = 64L << 20;

    private final Path store;

    TrainerHealth(TrainerConfig config) {
        this.store = config.store().toAbsolutePath().normalize();
    }

    @Override
    public HealthCheckResponse call() {
        long free = store.toFile().getUsableSpace();
        return HealthCheckResponse.named("checkpoint-store")
                .status(Files.isWritable(store) && free >= NEEDED_BYTES)
                .withData("directory", store.toString())
                .withData("free_bytes", free)
                .build();
    }
}
