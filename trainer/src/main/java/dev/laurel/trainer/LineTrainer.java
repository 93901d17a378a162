package dev.laurel.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.evaluate.Evaluation;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.schema.Line;
import dev.laurel.trainer.promotion.Decision;
import dev.laurel.trainer.promotion.Judgement;
import dev.laurel.trainer.publish.CheckpointStore;
import dev.laurel.trainer.publish.HeldOutPairs;
import dev.laurel.trainer.publish.LineTakenOverException;
import dev.laurel.trainer.publish.LineVersions;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.publish.OpenLine;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.train.BaseModel;
import dev.laurel.trainer.train.Challenger;
import dev.laurel.trainer.train.ChallengerTraining;
import dev.laurel.trainer.train.Progress;
import dev.laurel.trainer.window.Split;
import dev.laurel.trainer.window.WindowArchive;
import dev.laurel.trainer.window.WindowPairs;
import dev.laurel.trainer.window.WindowReader;

/** Trains one line: each call of {@link #window} turns the pairs since the champion's window into one more version. For one thread at a time. */
public final class LineTrainer {

    private final Line line;
    private final Rules rules;
    private final LineVersions versions;
    private final WindowReader reader;
    private final BaseModel base;
    private final Engine engine;
    private final Clock clock;

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
        this.reader = reader;
        this.base = base;
        this.engine = engine;
        this.clock = clock;
    }

    public String name() {
        return line.name();
    }

    public LineVersions versions() {
        return versions;
    }

    /** Announces what an earlier process committed and did not announce, and deletes what it left unfinished. */
    public void recover() throws IOException {
        versions.open().close();
    }

    /**
     * Reads one window, trains a challenger from the champion, judges both, stores and announces the version.
     *
     * @param maxPairs the window's upper bound, where it is not that of the rules
     * @throws dev.laurel.trainer.train.TrainingFailedException if the window does not give a version
     * @throws dev.laurel.trainer.publish.LineTakenOverException if another trainer has opened the line since
     */
    public Progress.Outcome window(Optional<Integer> maxPairs, Consumer<UnaryOperator<Progress>> progress)
            throws IOException {
        try (OpenLine open = versions.open()) {
            WindowBounds bounds = maxPairs.map(rules.bounds()::upTo).orElse(rules.bounds());
            rules.requireSameSplit(versions.store().versions());
            Optional<StoredVersion> champion = open.champion();
            long startedAt = System.nanoTime();
            WindowPairs window =
                    reader.read(line, champion.map(c -> c.manifest().window()), bounds.max());
            double reading = (System.nanoTime() - startedAt) / 1e9;
            rules.requireEnough(window, bounds);
            TrainingOptions options = rules.recipe().options(champion.isPresent());
            Origin origin = new Origin(
                    line.name(), open.nextVersion(), champion, base, window, reading, rules.holdOut(), options);
            Decision decision = challenge(open, origin, progress).manifest().decision();
            return new Progress.Outcome(origin.version(), decision.promoted(), decision.reason());
        }
    }

    private StoredVersion challenge(OpenLine open, Origin origin, Consumer<UnaryOperator<Progress>> progress)
            throws IOException {
        Split split = origin.split();
        HeldOutPairs heldOut = versions.store().heldOut();
        heldOut.add(origin.version(), origin.window().withdrawn(), split.heldOut());
        Split pairs = new Split(split.training(), heldOut.pairs());
        Path staged = versions.store().stage();
        try {
            Challenger challenger = new ChallengerTraining(engine, origin.options())
                    .run(origin.model(), origin::verify, pairs, staged, progress);
            progress.accept(Progress::publishing);
            return open.publish(staged, complete(origin, challenger, heldOut, staged));
        } finally {
            if (Files.exists(staged)) {
                CheckpointStore.delete(staged);
            }
        }
    }

    /** Judges the challenger and writes what belongs to the version beside its weights; returns the manifest, which is yet to be written. */
    private Manifest complete(Origin origin, Challenger challenger, HeldOutPairs heldOut, Path staged)
            throws IOException {
        try {
            Judgement judgement = judge(origin.rival(), challenger);
            Manifest.Scale scale = scale(challenger, heldOut);
            HuggingFaceDirectory.writeScale(staged, scale.rewards());
            WindowArchive.write(
                    staged.resolve(WindowArchive.TRAINING), origin.split().training());
            WindowArchive.write(
                    staged.resolve(WindowArchive.HELD_OUT), origin.split().heldOut());
            Decision decision = rules.gate().decide(judgement);
            return origin.manifest(clock.instant(), challenger, staged, engine, judgement, scale, decision);
        } catch (IOException | RuntimeException e) {
            if (Files.notExists(staged)) { // whoever opened the line since has cleaned up
                throw new LineTakenOverException(line.name(), e);
            }
            throw e;
        }
    }

    private Judgement judge(String rival, Challenger challenger) {
        return Judgement.of(
                rival,
                challenger.parentScores(),
                challenger.scores(),
                challenger.heldOut().prompts(),
                rules.bootstrap());
    }

    /** The anchors' rewards have mean 0 and standard deviation 1 for every version; where all anchors were withdrawn, those of the whole hold-out. */
    private static Manifest.Scale scale(Challenger challenger, HeldOutPairs heldOut) {
        List<String> ids = challenger.heldOut().ids();
        List<PairScore> anchors = IntStream.range(0, ids.size())
                .filter(i -> heldOut.isAnchor(ids.get(i)))
                .mapToObj(challenger.scores()::get)
                .toList();
        Evaluation evaluation = Evaluation.of(anchors.isEmpty() ? challenger.scores() : anchors);
        return new Manifest.Scale(heldOut.anchorVersion(), anchors.size(), evaluation.scale());
    }
}
