package dev.laurel.trainer.schedule;

import java.io.IOException;

import dev.laurel.trainer.Lines;
import dev.laurel.trainer.ModelLine;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers versions again that the object store did not take when they were trained. */
@Singleton
class UploadRetry {

    private static final Logger LOG = LoggerFactory.getLogger(UploadRetry.class);

    private final Lines lines;

    UploadRetry(Lines lines) {
        this.lines = lines;
    }

    @Scheduled(
            identity = "waiting-versions",
            every = "{laurel.trainer.object-store-retry}",
            delayed = "{laurel.trainer.object-store-retry}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void retry() {
        for (ModelLine line : lines.all()) {
            try {
                line.announceWaiting();
            } catch (IOException | RuntimeException e) {
                LOG.warn("versions wait for the object store line={} reason=\"{}\"", line.name(), e.getMessage());
            }
        }
    }
}
