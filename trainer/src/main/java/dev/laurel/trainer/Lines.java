package dev.laurel.trainer;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.accept.Shown;
import dev.laurel.trainer.desk.LineDesk;
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
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.publish.Registration;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.train.Progress;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All lines of this trainer. Windows run one after the other on the device; of a line only one is accepted at a time. Safe for many threads. */
public final class TrainerService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrainerService.class);

    private final Map<String, LineDesk> desks = new TreeMap<>();
    private final Device device;
    private final TrainerMetrics metrics;
    private final Clock clock;
    private volatile boolean recovered;

    public TrainerService(List<LineTrainer> trainers, TrainerMetrics metrics, Clock clock) throws IOException {
        this.metrics = metrics;
        this.clock = clock;
        this.device = new Device(metrics, clock);
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
        LineTrainer trainer = desk.trainer();
        return device.accept(desk, trigger, trainer.notices(maxPairs), progress -> trainer.window(maxPairs, progress));
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
        device.afterwards(work);
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
        return desk(line).trainer().exports().next(Device.ID.format(clock.instant()));
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
        return device.accept(
                desk, Trigger.REQUEST, List.of(), progress -> desk.trainer().register(registration, progress));
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

    @Override
    public void close() {
        device.close();
    }
}
