package dev.laurel.trainer.schedule;

import java.io.IOException;
import java.util.Optional;

import dev.laurel.trainer.Lines;
import dev.laurel.trainer.ModelLine;
import dev.laurel.trainer.TrainerConfig;
import dev.laurel.trainer.TrainerMetrics;
import dev.laurel.trainer.line.PairsWaiting;
import dev.laurel.trainer.line.RefusedException;
import dev.laurel.trainer.run.Trigger;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the pairs that wait, and starts a window of a line as soon as enough of them have gathered that no window has had yet. */
@Singleton
class PairCountWindows {

    private static final Logger LOG = LoggerFactory.getLogger(PairCountWindows.class);

    private final Lines lines;
    private final TrainerConfig config;
    private final TrainerMetrics metrics;

    PairCountWindows(Lines lines, TrainerConfig config, TrainerMetrics metrics) {
        this.lines = lines;
        this.config = config;
        this.metrics = metrics;
    }

    @Scheduled(
            identity = "gathered",
            every = "{laurel.trainer.gathering.check-interval}",
            skipExecutionIf = SkipUntilStarted.class,
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void check() {
        for (ModelLine line : lines.all()) {
            try {
                check(line, line.waiting());
            } catch (RefusedException e) {
                LOG.debug("window left out line={} reason=\"{}\"", line.name(), e.getMessage());
            } catch (IOException | RuntimeException e) { // the next check may find the broker again
                LOG.warn("pairs not counted line={} reason=\"{}\"", line.name(), e.getMessage());
            }
        }
    }

    private void check(ModelLine line, PairsWaiting waiting) throws IOException {
        PairsWaiting.Count count = waiting.count();
        metrics.waiting(line.name(), count.waiting());
        if (config.gathering().pairs().isPresent()
                && count.fresh() >= config.gathering().pairs().getAsInt()) {
            line.train(Optional.empty(), Trigger.GATHERED);
            waiting.windowBegins();
            LOG.info("pairs gathered line={} waiting={} fresh={}", line.name(), count.waiting(), count.fresh());
        }
    }
}
