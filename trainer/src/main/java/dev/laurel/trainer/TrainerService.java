package dev.laurel.trainer;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.laurel.reward.train.TrainingDivergedException;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.accept.Shown;
import dev.laurel.trainer.desk.LineDesk;
import dev.laurel.trainer.desk.ProgressLog;
import dev.laurel.trainer.desk.Trigger;
import dev.laurel.trainer.desk.WindowRecord;
import dev.laurel.trainer.desk.WindowRecord.Result;
import dev.laurel.trainer.handover.Side;
import dev.laurel.trainer.line.Appointments;
import dev.laurel.trainer.line.LineTrainer;
import dev.laurel.trainer.line.PairsWaiting;
import dev.laurel.trainer.line.RefusedException;
import dev.laurel.trainer.line.RefusedException.Kind;
import dev.laurel.trainer.lineage.Lineage;
import dev.laurel.trainer.publish.ExportedWindow;
import dev.laurel.trainer.publish.LineModels;
import dev.laurel.trainer.publish.LineModels.Appointment;
import dev.laurel.trainer.publish.LineTakenOverException;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.publish.Registration;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.train.Progress;
import dev.laurel.trainer.train.TooFewPairsException;
import dev.laurel.trainer.train.TrainingFailedException;
import dev.laurel.trainer.train.TrainingInterruptedException;
import dev.laurel.trainer.train.WindowCancelledException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All lines of this trainer. Windows run one after the other on the device; of a line only one is accepted at a time. Safe for many threads. */
public final class TrainerService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrainerService.class);
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(30);

    private final Map<String, LineDesk> desks = new TreeMap<>();
    private final ExecutorService device = Executors.newSingleThreadExecutor(task -> new Thread(task, "trainer"));
    private final TrainerMetrics metrics;
    private final Clock clock;
    private volatile boolean recovered;

    public TrainerService(List<LineTrainer> trainers, TrainerMetrics metrics, Clock clock) throws IOException {
        this.metrics = metrics;
        this.clock = clock;
        for (LineTrainer trainer : trainers) {
            LineDesk desk = new LineDesk(trainer);
            desks.put(trainer.name(), desk);
            metrics.watch(desk);
        }
    }

    public Set<String> lines() {
        return Set.copyOf(desks.keySet());
    }

    /** Announces what earlier processes left, line by line, and goes on with the windows that they did not finish. */
    public void recover() throws IOException {
        for (LineDesk desk : desks.values()) {
            List<Manifest> stored = manifests(desk.trainer().name());
            stored.stream().skip(Math.max(0, stored.size() - 1)).forEach(metrics::judged);
            if (desk.trainer().recover()) {
                accept(desk, Optional.empty(), Trigger.UNFINISHED);
            }
        }
        recovered = true;
    }

    /**
     * Accepts a window, which runs when the device is free.
     *
     * @throws RefusedException if the line is unknown or busy, or has not recovered yet
     */
    public Progress train(String line, Optional<Integer> maxPairs, Trigger trigger) {
        LineDesk desk = desk(line);
        if (!recovered) {
            throw new RefusedException(Kind.CONFLICT, "line " + line + " is busy: the trainer is starting");
        }
        return accept(desk, maxPairs, trigger);
    }

    private Progress accept(LineDesk desk, Optional<Integer> maxPairs, Trigger trigger) {
        Instant now = clock.instant();
        Progress accepted =
                desk.begin(ID.format(now), trigger, now, desk.trainer().notices(maxPairs));
        device.execute(() -> run(desk, accepted.id(), progress -> desk.trainer().window(maxPairs, progress)));
        return accepted;
    }

    /** The windows of a line, those of earlier processes too, the latest first. */
    public List<WindowRecord> windows(String line) {
        return desk(line).windows();
    }

    public PairsWaiting waiting(String line) {
        return desk(line).trainer().waiting();
    }

    /** Runs something that no window may run beside, when the device is free. */
    public void afterwards(Runnable work) {
        device.execute(work);
    }

    public Progress window(String line, String id) {
        return desk(line)
                .window(id)
                .map(WindowRecord::progress)
                .orElseThrow(() -> new RefusedException(
                        Kind.UNKNOWN, "line " + line + " has no window " + Shown.inLine(id, 80) + " of late"));
    }

    /** The champion that is announced, and every stored version. */
    public LineModels announced(String line) {
        return desk(line).trainer().versions().announced();
    }

    public List<Manifest> manifests(String line) throws IOException {
        return desk(line).trainer().versions().store().versions().stream()
                .map(StoredVersion::manifest)
                .toList();
    }

    public StoredVersion version(String line, int version) throws IOException {
        return desk(line)
                .trainer()
                .versions()
                .store()
                .version(version)
                .orElseThrow(() -> new RefusedException(Kind.UNKNOWN, "line " + line + " has no version " + version));
    }

    public Manifest manifest(String line, int version) throws IOException {
        return version(line, version).manifest();
    }

    /** A line's windows for other trainers. */
    public List<PreferencePair> versionPairs(String line, int version, Side side) throws IOException {
        return desk(line).trainer().exports().ofVersion(version, side);
    }

    public List<PreferencePair> exportedPairs(String line, String export, Side side) throws IOException {
        return desk(line).trainer().exports().ofExport(export, side);
    }

    /** Keeps the window that would be trained next under an id. */
    public ExportedWindow export(String line) throws IOException {
        return desk(line).trainer().exports().next(ID.format(clock.instant()));
    }

    /** Announces versions that waited for the object store, of lines that are not busy. */
    public void retryWaiting() throws IOException {
        for (LineDesk desk : desks.values()) {
            if (desk.trainer().versions().store().isWaiting()) {
                desk.exclusively(() -> desk.trainer().recover());
            }
        }
    }

    public Appointment promote(String line, int version, String reason, String actor) throws IOException {
        LineDesk desk = desk(line);
        return desk.exclusively(() -> new Appointments(desk.trainer().versions()).promote(version, reason, actor));
    }

    public Appointment rollback(String line, String reason, String actor) throws IOException {
        LineDesk desk = desk(line);
        return desk.exclusively(() -> new Appointments(desk.trainer().versions()).rollback(reason, actor));
    }

    /** Accepts a checkpoint that was trained elsewhere; it is judged when the device is free. */
    public Progress register(String line, Registration registration) {
        LineDesk desk = desk(line);
        Instant now = clock.instant();
        Progress accepted = desk.begin(ID.format(now), Trigger.REQUEST, now, List.of());
        device.execute(() -> run(desk, accepted.id(), progress -> desk.trainer().register(registration, progress)));
        return accepted;
    }

    /** What makes a version. */
    @FunctionalInterface
    private interface Making {
        Progress.Outcome make(Consumer<UnaryOperator<Progress>> progress) throws IOException;
    }

    private void run(LineDesk desk, String id, Making making) {
        if (!desk.start(id)) {
            return;
        }
        ProgressLog log = new ProgressLog(LOG_INTERVAL);
        try {
            LOG.info("window started line={} window={}", desk.trainer().name(), id);
            Progress.Outcome outcome = making.make(change -> log.tell(desk.update(change)));
            metrics.judged(manifest(desk.trainer().name(), outcome.version()));
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
            fail(desk, device.isShutdown() ? Result.INTERRUPTED : Result.FAILED, e);
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

    /**
     * Has a window end without a version, at the next place where it can; what is asked for holds at once, and for later processes too.
     *
     * @param id the window's, or empty for the one that runs
     * @throws RefusedException if there is none, or it has ended otherwise or is being published
     */
    public Progress cancel(String line, Optional<String> id) throws IOException {
        Instant now = clock.instant();
        WindowRecord window = desk(line).cancel(id, now);
        LOG.info("window cancelled line={} window={}", line, window.progress().id());
        if (window.endedAt().equals(Optional.of(now))) {
            metrics.ended(window, Result.CANCELLED);
        }
        return window.progress();
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

    /** Where the line's versions came from. */
    public Lineage lineage(String line) {
        return new Lineage(line, desk(line).trainer().versions().store());
    }

    LineTrainer trainer(String line) {
        return desk(line).trainer();
    }

    private LineDesk desk(String line) {
        LineDesk desk = desks.get(line);
        if (desk == null) {
            throw new RefusedException(
                    Kind.UNKNOWN,
                    "no line " + Shown.inLine(line, 80) + "; the lines are " + desks.keySet()
                            + " (laurel: --line NAME)");
        }
        return desk;
    }

    /** Interrupts the running window, which ends after its step, and waits for it. */
    @Override
    public void close() {
        device.shutdownNow();
        try {
            if (!device.awaitTermination(DRAIN.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("window still running after seconds={}", DRAIN.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
