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
import dev.laurel.trainer.desk.LineDesk;
import dev.laurel.trainer.desk.ProgressLog;
import dev.laurel.trainer.desk.Trigger;
import dev.laurel.trainer.desk.WindowRecord;
import dev.laurel.trainer.desk.WindowRecord.Result;
import dev.laurel.trainer.publish.LineTakenOverException;
import dev.laurel.trainer.train.Progress;
import dev.laurel.trainer.train.TooFewPairsException;
import dev.laurel.trainer.train.TrainingFailedException;
import dev.laurel.trainer.train.TrainingInterruptedException;
import dev.laurel.trainer.train.WindowCancelledException;
import dev.laurel.trainer.window.Notice;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where windows run, one after the other; however one ends, its line's desk, the log and the metrics are told. Safe for many threads. */
final class Device implements AutoCloseable {

    /** Ids of windows, from the moment of asking. */
    static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final Logger LOG = LoggerFactory.getLogger(Device.class);
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(30);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "trainer"));
    private final TrainerMetrics metrics;
    private final Clock clock;

    Device(TrainerMetrics metrics, Clock clock) {
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
    Progress accept(LineDesk desk, Trigger trigger, List<Notice> notices, Making making) {
        Instant now = clock.instant();
        Progress accepted = desk.begin(ID.format(now), trigger, now, notices);
        thread.execute(() -> run(desk, accepted.id(), making));
        return accepted;
    }

    /** Runs something that no window may run beside. */
    void afterwards(Runnable work) {
        thread.execute(work);
    }

    private void run(LineDesk desk, String id, Making making) {
        if (!desk.start(id)) {
            return;
        }
        ProgressLog log = new ProgressLog(LOG_INTERVAL);
        try {
            LOG.info("window started line={} window={}", desk.trainer().name(), id);
            Progress.Outcome outcome = making.make(change -> log.tell(desk.update(change)));
            metrics.judged(desk.trainer()
                    .versions()
                    .store()
                    .version(outcome.version())
                    .orElseThrow()
                    .manifest());
            Result result = outcome.promoted() ? Result.PROMOTED : Result.HELD_BACK;
            end(desk, window -> window.done(outcome), result, outcome.reason());
        } catch (TooFewPairsException e) {
            end(desk, window -> window.tooFew(e.getMessage()), Result.TOO_FEW_PAIRS, e.getMessage());
        } catch (WindowCancelledException e) {
            end(desk, window -> window.cancelled(e.getMessage()), Result.CANCELLED, e.getMessage());
        } catch (TrainingFailedException e) {
            fail(desk, Result.FAILED, e);
        } catch (TrainingDivergedException e) {
            fail(desk, Result.DIVERGED, e);
        } catch (TrainingInterruptedException e) {
            fail(desk, Result.INTERRUPTED, e);
        } catch (LineTakenOverException e) {
            fail(desk, Result.FENCED, e);
        } catch (Exception | LinkageError | OutOfMemoryError e) { // whatever it was, the line must not stay busy
            LOG.error("window broke off line={}", desk.trainer().name(), e);
            fail(desk, thread.isShutdown() ? Result.INTERRUPTED : Result.FAILED, e);
        }
    }

    private void fail(LineDesk desk, Result result, Throwable error) {
        String reason = Optional.ofNullable(error.getMessage()).orElse(error.toString());
        if (desk.latest().orElseThrow().progress().cancelling() && result != Result.FENCED) { // as was promised
            end(desk, window -> window.cancelled(reason), Result.CANCELLED, reason);
            return;
        }
        end(desk, window -> window.failed(reason), result, reason);
    }

    private void end(LineDesk desk, UnaryOperator<Progress> change, Result result, String reason) {
        WindowRecord ended = desk.end(change, result, clock.instant());
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
