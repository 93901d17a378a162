package dev.laurel.trainer.schedule;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;

import dev.laurel.trainer.Lines;
import dev.laurel.trainer.ModelLine;
import dev.laurel.trainer.TrainerConfig;
import dev.laurel.trainer.TrainerConfig.MissedSchedule;
import dev.laurel.trainer.line.RefusedException;
import dev.laurel.trainer.run.Trigger;
import dev.laurel.trainer.run.WindowRun;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a window of every line when the schedule says so; a line that is busy is left alone until the next time. Where no trainer ran at the hour, the next one to
 * start makes up for it, once, or says that it does not.
 */
@Singleton
public class NightlyWindows {

    private static final Logger LOG = LoggerFactory.getLogger(NightlyWindows.class);
    private static final Set<String> NEVER = Set.of("off", "disabled");

    private final Lines lines;
    private final TrainerConfig config;
    private final Clock clock;

    NightlyWindows(Lines lines, TrainerConfig config, Clock clock) {
        this.lines = lines;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            identity = "nightly",
            cron = "{laurel.trainer.schedule}",
            timeZone = "{laurel.trainer.time-zone}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void start() {
        lines.all().forEach(line -> start(line, Trigger.SCHEDULE));
    }

    /** When everything else has started. A line that has never had a window has missed none. */
    void startMissed(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        Optional<Instant> hour = lastHour(config.schedule(), config.timeZone(), clock.instant());
        for (ModelLine line : lines.all()) {
            Optional<Instant> latest =
                    line.runs().windows().stream().map(WindowRun::startedAt).findFirst();
            if (hour.isEmpty() || latest.isEmpty() || !latest.get().isBefore(hour.get())) {
                continue;
            }
            boolean starts = config.missedSchedule() == MissedSchedule.CATCH_UP;
            LOG.info(
                    "schedule missed line={} hour={} latest={} starts={}",
                    line.name(),
                    hour.get(),
                    latest.get(),
                    starts);
            if (starts) {
                start(line, Trigger.MISSED_SCHEDULE);
            }
        }
    }

    private void start(ModelLine line, Trigger trigger) {
        try {
            line.train(Optional.empty(), trigger);
        } catch (RefusedException e) {
            LOG.info("window left out line={} reason=\"{}\"", line.name(), e.getMessage());
        }
    }

    /** When the schedule last said so, at or before a moment. */
    static Optional<Instant> lastHour(String schedule, ZoneId zone, Instant now) {
        if (NEVER.contains(schedule)) {
            return Optional.empty();
        }
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
        return ExecutionTime.forCron(parser.parse(schedule))
                .lastExecution(now.atZone(zone))
                .map(ZonedDateTime::toInstant);
    }
}
