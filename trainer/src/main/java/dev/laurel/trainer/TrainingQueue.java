package dev.laurel.trainer;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.laurel.reward.train.TrainingDivergedException;
import dev.laurel.trainer.publish.LineTakenOverException;
import dev.laurel.trainer.run.ProgressLog;
import dev.laurel.trainer.run.Trigger;
import dev.laurel.trainer.run.WindowRun;
import dev.laurel.trainer.run.WindowRun.Result;
import dev.laurel.trainer.run.WindowRuns;
import dev.laurel.trainer.train.Progress;
import dev.laurel.trainer.train.TooFewPairsException;
import dev.laurel.trainer.train.TrainingFailedException;
import dev.laurel.trainer.train.TrainingInterruptedException;
import dev.laurel.trainer.train.WindowCancelledException;
import dev.laurel.trainer.window.Notice;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where windows run, one after the other; however one ends, its line, the log and the metrics are told. Safe for many threads. */
final class TrainingQueue implements AutoCloseable {

    /** Ids of windows, from the moment of asking. */
    static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final Logger LOG = LoggerFactory.getLogger(TrainingQueue.class);
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(30);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "trainer"));
    private final TrainerMetrics metrics;
    private final Clock clock;

    TrainingQueue(TrainerMetrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What makes a version. */
    @FunctionalInterface
    interface Making {
        Progress.Outcome make(Consumer<UnaryOperator<Progress>> progress) throws IOException;
    }

    /**
     * Accepts a window, which runs when those before it have ended.
     *
     * @param notices what is to be said of it from the beginning
     * @throws dev.laurel.trainer.line.RefusedException if the line is busy
     */
    Progress accept(WindowRuns runs, Trigger trigger, List<Notice> notices, Making making) {
        Instant now = clock.instant();
        Progress accepted = runs.begin(ID.format(now), trigger, now, notices);
        thread.execute(() -> run(runs, accepted.id(), making));
        return accepted;
    }

    /** Runs something that no window may run beside. */
    void afterwards(Runnable work) {
        thread.execute(work);
    }

    private void run(WindowRuns runs, String id, Making making) {
        if (!runs.start(id)) {
            return;
        }
        ProgressLog log = new ProgressLog(LOG_INTERVAL);
        try {
            LOG.info("window started line={} window={}", runs.trainer().name(), id);
            Progress.Outcome outcome = making.make(change -> log.tell(runs.update(change)));
            metrics.judged(runs.trainer()
                    .versions()
                    .store()
                    .version(outcome.version())
                    .orElseThrow()
                    .manifest());
            Result result = outcome.promoted() ? Result.PROMOTED : Result.HELD_BACK;
            end(runs, window -> window.done(outcome), result, outcome.reason());
        } catch (TooFewPairsException e) {
            end(runs, window -> window.tooFew(e.getMessage()), Result.TOO_FEW_PAIRS, e.getMessage());
        } catch (WindowCancelledException e) {
            end(runs, window -> window.cancelled(e.getMessage()), Result.CANCELLED, e.getMessage());
        } catch (TrainingFailedException e) {
            fail(runs, Result.FAILED, e);
        } catch (TrainingDivergedException e) {
            fail(runs, Result.DIVERGED, e);
        } catch (TrainingInterruptedException e) {
            fail(runs, Result.INTERRUPTED, e);
        } catch (LineTakenOverException e) {
            fail(runs, Result.FENCED, e);
        } catch (Exception | LinkageError | OutOfMemoryError e) { // whatever it was, the line must not stay busy
            LOG.error("window broke off line={}", runs.trainer().name(), e);
            fail(runs, thread.isShutdown() ? Result.INTERRUPTED : Result.FAILED, e);
        }
    }

    private void fail(WindowRuns runs, Result result, Throwable error) {
        String reason = Optional.ofNullable(error.getMessage()).orElse(error.toString());
        if (runs.latest().orElseThrow().progress().cancelling() && result != Result.FENCED) { // as was promised
            end(runs, window -> window.cancelled(reason), Result.CANCELLED, reason);
            return;
        }
        end(runs, window -> window.failed(reason), result, reason);
    }

    private void end(WindowRuns runs, UnaryOperator<Progress> change, Result result, String reason) {
        WindowRun ended = runs.end(change, result, clock.instant());
        LOG.info(
                "window ended line={} window={} result={} reason=\"{}\"",
                ended.progress().line(),
                ended.progress().id(),
                result.label(),
                reason);
        metrics.ended(ended, result);
    }

    /** Interrupts the running window, which ends after its step, and waits for it. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(DRAIN.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("window still running after seconds={}", DRAIN.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
