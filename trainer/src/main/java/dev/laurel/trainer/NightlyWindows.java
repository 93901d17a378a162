package dev.laurel.trainer;

import java.util.Optional;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a window of every line when the schedule says so; a line that is busy is left alone until the next time. */
@Singleton
class NightlyWindows {

    private static final Logger LOG = LoggerFactory.getLogger(NightlyWindows.class);

    private final TrainerService service;

    NightlyWindows(TrainerService service) {
        this.service = service;
    }

    @Scheduled(
            identity = "nightly",
            cron = "{laurel.trainer.schedule}",
            timeZone = "{laurel.trainer.time-zone}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void start() {
        for (String line : service.lines()) {
            try {
                service.train(line, Optional.empty());
            } catch (RefusedException e) {
                LOG.info("window left out line={} reason=\"{}\"", line, e.getMessage());
            }
        }
    }
}
