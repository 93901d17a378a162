package dev.laurel.trainer.schedule;

import java.io.IOException;

import dev.laurel.trainer.TrainerService;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers versions again that the object store did not take when they were trained. */
@Singleton
class WaitingVersions {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingVersions.class);

    private final TrainerService service;

    WaitingVersions(TrainerService service) {
        this.service = service;
    }

    @Scheduled(
            identity = "waiting-versions",
            every = "{laurel.trainer.object-store-retry}",
            delayed = "{laurel.trainer.object-store-retry}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void retry() {
        try {
            service.retryWaiting();
        } catch (IOException | RuntimeException e) {
            LOG.warn("versions wait for the object store reason=\"{}\"", e.getMessage());
        }
    }
}
