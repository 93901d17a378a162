package dev.laurel.trainer.schedule;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

/** Keeps what is scheduled from running before everything has started; the trainer that then does not start would say so twice. */
@Singleton
class SkipUntilStarted implements Scheduled.SkipPredicate {

    private volatile boolean started;

    void started(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        started = true;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return !started;
    }
}
