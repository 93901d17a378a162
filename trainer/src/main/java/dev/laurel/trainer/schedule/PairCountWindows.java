package dev.laurel.trainer.schedule;

import java.io.IOException;
import java.util.Optional;

import dev.laurel.trainer.TrainerConfig;
import dev.laurel.trainer.TrainerMetrics;
import dev.laurel.trainer.TrainerService;
import dev.laurel.trainer.desk.Trigger;
import dev.laurel.trainer.line.PairsWaiting;
import dev.laurel.trainer.line.RefusedException;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the pairs that wait, and starts a window of a line as soon as enough of them have gathered that no window has had yet. */
@Singleton
class GatheredWindows {

    private static final Logger LOG = LoggerFactory.getLogger(GatheredWindows.class);

    private final TrainerService service;
    private final TrainerConfig config;
    private final TrainerMetrics metrics;

    GatheredWindows(TrainerService service, TrainerConfig config, TrainerMetrics metrics) {
        this.service = service;
        this.config = config;
        this.metrics = metrics;
    }

    @Scheduled(
            identity = "gathered",
            every = "{laurel.trainer.gathering.check-interval}",
            skipExecutionIf = NotStarted.class,
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void check() {
        for (String line : service.lines()) {
            try {
                check(line, service.waiting(line));
            } catch (RefusedException e) {
                LOG.debug("window left out line={} reason=\"{}\"", line, e.getMessage());
            } catch (IOException | RuntimeException e) { // the next check may find the broker again
                LOG.warn("pairs not counted line={} reason=\"{}\"", line, e.getMessage());
            }
        }
    }

    private void check(String line, PairsWaiting waiting) throws IOException {
        PairsWaiting.Count count = waiting.count();
        metrics.waiting(line, count.waiting());
        if (config.gathering().pairs().isPresent()
                && count.fresh() >= config.gathering().pairs().getAsInt()) {
            service.train(line, Optional.empty(), Trigger.GATHERED);
            waiting.windowBegins();
            LOG.info("pairs gathered line={} waiting={} fresh={}", line, count.waiting(), count.fresh());
        }
    }
}
