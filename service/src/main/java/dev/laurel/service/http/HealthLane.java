package dev.laurel.service.http;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/** Threads that answer how the service is, and nothing else: while all others are busy, an answer comes all the same. */
@Singleton
class HealthLane implements Executor {

    private static final int THREADS = 4;
    private static final int MOST_WAITING = 100;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), work -> {
                Thread thread = new Thread(work, "health-lane");
                thread.setDaemon(true);
                return thread;
            });

    HealthLane() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** @throws java.util.concurrent.RejectedExecutionException if too many questions wait */
    @Override
    public void execute(Runnable question) {
        threads.execute(question);
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
