package dev.laurel.trainer;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.laurel.trainer.line.Appointments;
import dev.laurel.trainer.line.Exports;
import dev.laurel.trainer.line.LineTrainer;
import dev.laurel.trainer.line.PairsWaiting;
import dev.laurel.trainer.line.RefusedException;
import dev.laurel.trainer.line.RefusedException.Kind;
import dev.laurel.trainer.lineage.Lineage;
import dev.laurel.trainer.publish.AnnouncedModels;
import dev.laurel.trainer.publish.AnnouncedModels.Appointment;
import dev.laurel.trainer.publish.ExportedWindow;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.publish.Registration;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.reproduce.Reproducer;
import dev.laurel.trainer.run.Trigger;
import dev.laurel.trainer.run.WindowRun;
import dev.laurel.trainer.run.WindowRun.Result;
import dev.laurel.trainer.run.WindowRuns;
import dev.laurel.trainer.train.Progress;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One model line: its windows, of which one is accepted at a time, its versions, and where they came from. Safe for many threads. */
public final class ModelLine {

    private static final Logger LOG = LoggerFactory.getLogger(ModelLine.class);

    private final WindowRuns runs;
    private final LineTrainer trainer;
    private final TrainingQueue queue;
    private final TrainerMetrics metrics;
    private final Clock clock;
    private volatile boolean open;

    ModelLine(WindowRuns runs, TrainingQueue queue, TrainerMetrics metrics, Clock clock) {
        this.runs = runs;
        this.trainer = runs.trainer();
        this.queue = queue;
        this.metrics = metrics;
        this.clock = clock;
    }

    public String name() {
        return trainer.name();
    }

    /** Its windows, those of earlier processes too. */
    public WindowRuns runs() {
        return runs;
    }

    public PairsWaiting waiting() {
        return trainer.waiting();
    }

    /** Its windows for other trainers. */
    public Exports exports() {
        return trainer.exports();
    }

    /** Where its versions came from. */
    public Lineage lineage() {
        return new Lineage(name(), trainer.versions().store());
    }

    public Reproducer reproducer() {
        return trainer.reproducer();
    }

    /** The champion that is announced, and how every version was. */
    public AnnouncedModels announced() {
        return trainer.versions().announced();
    }

    public List<Manifest> manifests() throws IOException {
        return trainer.versions().store().versions().stream()
                .map(StoredVersion::manifest)
                .toList();
    }

    /** @throws RefusedException if there is none of that number */
    public StoredVersion version(int version) throws IOException {
        return trainer.versions()
                .store()
                .version(version)
                .orElseThrow(() -> new RefusedException(Kind.UNKNOWN, "line " + name() + " has no version " + version));
    }

    /**
     * Accepts a window, which runs when those before it have ended.
     *
     * @param maxPairs at most so many of the waiting pairs
     * @throws RefusedException if the line is busy, or has not recovered yet
     */
    public Progress train(Optional<Integer> maxPairs, Trigger trigger) {
        if (!open) {
            throw new RefusedException(Kind.CONFLICT, "line " + name() + " is busy: the trainer is starting");
        }
        return accept(maxPairs, trigger);
    }

    private Progress accept(Optional<Integer> maxPairs, Trigger trigger) {
        return queue.accept(runs, trigger, trainer.notices(maxPairs), progress -> trainer.window(maxPairs, progress));
    }

    /** Accepts a checkpoint that was trained elsewhere; it is judged when the windows before it have ended. */
    public Progress register(Registration registration) {
        return queue.accept(runs, Trigger.REQUEST, List.of(), progress -> trainer.register(registration, progress));
    }

    /** Keeps the window that would be trained next under an id. */
    public ExportedWindow export() throws IOException {
        return exports().next(TrainingQueue.ID.format(clock.instant()));
    }

    /**
     * Has a window end without a version, at the next place where it can; what is asked for holds at once, and for later processes too.
     *
     * @param id the window's, or empty for the one that runs
     * @throws RefusedException if there is none, or it has ended otherwise or is being published
     */
    public Progress cancel(Optional<String> id) throws IOException {
        Instant now = clock.instant();
        WindowRun window = runs.cancel(id, now);
        LOG.info("window cancelled line={} window={}", name(), window.progress().id());
        if (window.endedAt().equals(Optional.of(now))) {
            metrics.ended(window, Result.CANCELLED);
        }
        return window.progress();
    }

    public Appointment promote(int version, String reason, String actor) throws IOException {
        return runs.exclusively(() -> new Appointments(trainer.versions()).promote(version, reason, actor));
    }

    public Appointment rollback(String reason, String actor) throws IOException {
        return runs.exclusively(() -> new Appointments(trainer.versions()).rollback(reason, actor));
    }

    /** Announces versions that waited for the object store, if there are any. */
    public void announceWaiting() throws IOException {
        if (trainer.versions().store().isWaiting()) {
            runs.exclusively(trainer::recover);
        }
    }

    /** Announces what an earlier process left, and goes on with the window that it did not finish. */
    void recover() throws IOException {
        List<Manifest> stored = manifests();
        stored.stream().skip(Math.max(0, stored.size() - 1)).forEach(metrics::judged);
        if (trainer.recover()) {
            accept(Optional.empty(), Trigger.UNFINISHED);
        }
    }

    /** Takes windows from now on. */
    void open() {
        open = true;
    }
}
