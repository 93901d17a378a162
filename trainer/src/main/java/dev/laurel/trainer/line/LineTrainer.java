package dev.laurel.trainer.line;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.train.TrainingDivergedException;
import dev.laurel.schema.Line;
import dev.laurel.trainer.file.DiskSpace;
import dev.laurel.trainer.promotion.Decision;
import dev.laurel.trainer.publish.LineVersions;
import dev.laurel.trainer.publish.OpenLine;
import dev.laurel.trainer.publish.OpenWindow;
import dev.laurel.trainer.publish.Registration;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.publish.WindowPlan;
import dev.laurel.trainer.reproduce.Reproducer;
import dev.laurel.trainer.train.BaseModel;
import dev.laurel.trainer.train.Progress;
import dev.laurel.trainer.train.RunDirectory;
import dev.laurel.trainer.train.TooFewPairsException;
import dev.laurel.trainer.train.TrainingFailedException;
import dev.laurel.trainer.train.WindowCancelledException;
import dev.laurel.trainer.window.Notice;
import dev.laurel.trainer.window.WindowReader;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains one line: each call of {@link #window} turns the pairs since the champion's window into one more version. For one thread at a time. */
public final class LineTrainer {

    private static final Logger LOG = LoggerFactory.getLogger(LineTrainer.class);

    private final Line line;
    private final Rules rules;
    private final LineVersions versions;
    private final WindowBeginning beginning;
    private final WindowCompletion completion;
    private final PairsWaiting waiting;
    private final BaseModel base;
    private final Engine engine;

    public LineTrainer(
            Line line,
            Rules rules,
            LineVersions versions,
            WindowReader reader,
            BaseModel base,
            Engine engine,
            Clock clock) {
        this.line = line;
        this.rules = rules;
        this.versions = versions;
        this.beginning = new WindowBeginning(line, rules, versions.store(), reader);
        this.waiting = new PairsWaiting(line, rules.bounds(), versions, reader);
        this.base = base;
        this.engine = engine;
        this.completion = new WindowCompletion(line, rules, versions.store(), reader, base, engine, clock);
    }

    public String name() {
        return line.name();
    }

    public LineVersions versions() {
        return versions;
    }

    public PairsWaiting waiting() {
        return waiting;
    }

    public Reproducer reproducer() {
        return new Reproducer(versions, beginning.reader(), base, engine);
    }

    public Exports exports() {
        return new Exports(line, rules, versions, beginning.reader());
    }

    /** What is to be said of a request for a window, before it begins. */
    public List<Notice> notices(Optional<Integer> maxPairs) {
        return beginning.notices(maxPairs);
    }

    /** Announces what an earlier process committed and did not announce; whether it left a window unfinished. */
    public boolean recover() throws IOException {
        try (OpenLine open = versions.open()) {
            return open.unfinished().isPresent();
        }
    }

    /**
     * Trains a challenger from the champion on one window, judges both, stores and announces the version. A window that an earlier process
     * left unfinished comes first: it goes on from its last step checkpoint.
     *
     * @param maxPairs the upper bound of a new window, where it is not that of the rules
     * @throws dev.laurel.trainer.train.TrainingFailedException if the window does not give a version
     * @throws dev.laurel.trainer.train.TooFewPairsException if there are not enough pairs or prompts yet
     * @throws dev.laurel.trainer.train.WindowCancelledException if {@code progress} throws it
     * @throws dev.laurel.trainer.publish.LineTakenOverException if another trainer has opened the line since
     */
    public Progress.Outcome window(Optional<Integer> maxPairs, Consumer<UnaryOperator<Progress>> progress)
            throws IOException {
        try (OpenLine open = versions.open()) {
            rules.requireSameSplit(versions.store().versions());
            Optional<StoredVersion> champion = open.parent();
            Optional<OpenWindow> unfinished = unfinished(open, champion);
            if (unfinished.isEmpty()) {
                requireSpace(champion);
            }
            OpenWindow window =
                    unfinished.isPresent() ? unfinished.get() : beginning.begin(open, champion, maxPairs, progress);
            progress.accept(p ->
                    p.noticed(window.plan().notices(), window.plan().setAside().counts()));
            return complete(open, champion, window, progress);
        } catch (WindowCancelledException e) {
            versions.store().cancelled();
            throw e;
        }
    }

    /**
     * Makes a checkpoint that was trained elsewhere a version, through the same judging and gate.
     *
     * @throws TrainingFailedException if it does not fit the line
     */
    public Progress.Outcome register(Registration registration, Consumer<UnaryOperator<Progress>> progress)
            throws IOException {
        try (OpenLine open = versions.open()) {
            rules.requireSameSplit(versions.store().versions());
            Optional<StoredVersion> champion = open.parent();
            OpenWindow window =
                    new Registrations(line.name(), rules, versions.store(), base).begin(open, champion, registration);
            return complete(open, champion, window, progress);
        } catch (WindowCancelledException e) {
            versions.store().cancelled();
            throw e;
        }
    }

    private Progress.Outcome complete(
            OpenLine open,
            Optional<StoredVersion> champion,
            OpenWindow window,
            Consumer<UnaryOperator<Progress>> progress)
            throws IOException {
        Decision decision;
        try {
            decision = completion
                    .complete(open, champion, window, progress)
                    .manifest()
                    .decision();
        } catch (TrainingFailedException | TrainingDivergedException | TooFewPairsException e) {
            window.delete(); // it would fail again
            throw e;
        } catch (WindowCancelledException e) {
            window.delete();
            throw e;
        }
        window.delete();
        return new Progress.Outcome(
                window.plan().version(),
                decision.promoted(),
                decision.reason(),
                next(open, window.plan().version()));
    }

    /** Where nothing scores the line yet, what can be done about it. */
    private Optional<String> next(OpenLine open, int version) {
        return open.models().champion().isPresent()
                ? Optional.empty()
                : Optional.of(
                        "line " + name() + " has no champion yet, so its responses are not scored. The next window is"
                                + " trained from all pairs so far and those that come; or appoint this version over the gate's"
                                + " head: laurel promote " + version + " --line " + name() + " --reason WHY");
    }

    private void requireSpace(Optional<StoredVersion> champion) throws IOException {
        DiskSpace.require(
                versions.store().directory(),
                RunDirectory.needed(
                        champion.map(StoredVersion::directory).orElse(base.directory()),
                        rules.recipe().options(champion.isPresent())),
                "a window of line " + line.name());
    }

    /** The window to go on with; it is let go where another model is the champion by now. */
    private Optional<OpenWindow> unfinished(OpenLine open, Optional<StoredVersion> champion) throws IOException {
        Optional<OpenWindow> left = open.unfinished();
        if (left.isEmpty()) {
            return left;
        }
        WindowPlan plan = left.get().plan();
        if (plan.parent().equals(champion.map(StoredVersion::asParent))) {
            if (left.get().holds(beginning.reader().leftOut())) {
                LOG.info("window is let go line={} version={} reason=erasure", line.name(), plan.version());
                left.get().delete();
                return Optional.empty();
            }
            LOG.info("window goes on line={} version={}", line.name(), plan.version());
            return left;
        }
        LOG.warn(
                "window is let go line={} version={} parent={} champion={}",
                line.name(),
                plan.version(),
                plan.parent(),
                champion.map(StoredVersion::asParent));
        left.get().delete();
        return Optional.empty();
    }
}
