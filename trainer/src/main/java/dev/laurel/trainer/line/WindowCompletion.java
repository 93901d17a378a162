package dev.laurel.trainer.line;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.engine.Engine;
import dev.laurel.schema.Line;
import dev.laurel.trainer.file.DiskSpace;
import dev.laurel.trainer.line.Judging.Judged;
import dev.laurel.trainer.promotion.Decision;
import dev.laurel.trainer.publish.CheckpointStore;
import dev.laurel.trainer.publish.HeldOutPairs;
import dev.laurel.trainer.publish.LineTakenOverException;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.publish.OpenLine;
import dev.laurel.trainer.publish.OpenWindow;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.publish.WindowPlan;
import dev.laurel.trainer.report.RunReport;
import dev.laurel.trainer.train.BaseModel;
import dev.laurel.trainer.train.Challenger;
import dev.laurel.trainer.train.ChallengerTraining;
import dev.laurel.trainer.train.HeldOutScore;
import dev.laurel.trainer.train.PhaseTimer;
import dev.laurel.trainer.train.Progress;
import dev.laurel.trainer.train.RunDirectory;
import dev.laurel.trainer.train.TrainingFailedException;
import dev.laurel.trainer.window.Split;
import dev.laurel.trainer.window.WindowReader;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a window that has begun becomes a version: trained, judged beside the champion, decided on by the gate, stored and announced. */
record WindowCompletion(
        Line line,
        Rules rules,
        CheckpointStore store,
        WindowReader reader,
        BaseModel base,
        Engine engine,
        Clock clock) {

    private static final Logger LOG = LoggerFactory.getLogger(WindowCompletion.class);

    /**
     * Trains, judges and publishes it.
     *
     * @throws LineTakenOverException if another trainer has opened the line since
     */
    StoredVersion complete(
            OpenLine open,
            Optional<StoredVersion> champion,
            OpenWindow window,
            Consumer<UnaryOperator<Progress>> progress)
            throws IOException {
        PhaseTimer spending = new PhaseTimer();
        WindowPlan plan = window.plan();
        ParentModel origin = new ParentModel(line, plan, champion, base);
        Split split = window.pairs();
        HeldOutPairs heldOut = store.heldOut(rules.heldOutCharacters());
        heldOut.add(plan.version(), plan.withdrawn(), split.heldOut());
        if (heldOut.leftOut() > 0) {
            LOG.info("oldest held-out pairs are left out line={} pairs={}", line.name(), heldOut.leftOut());
        }
        RunDirectory run = window.run(rules.checkpointInterval());
        try {
            Challenger challenger = new ChallengerTraining(engine, plan.training(), plan.severalJudges())
                    .run(
                            origin.model(),
                            origin::verify,
                            split.withHeldOut(heldOut.pairs()),
                            averaged(plan),
                            run,
                            spending,
                            progress);
            Judged judged = new Judging(rules.judge(), store, engine, spending)
                    .judge(plan.version(), champion, challenger, split, heldOut);
            HuggingFaceDirectory.writeScale(challenger.model(), judged.scale().rewards());
            window.archiveInto(challenger.model());
            HeldOutScore.write(challenger);
            Decision decision = rules.gate().decide(judged.judgement());
            Manifest manifest = origin.manifest(
                    clock.instant(),
                    challenger,
                    split,
                    engine,
                    judged.judgement(),
                    judged.scale(),
                    decision,
                    spending.spent());
            requireNotErased(window);
            progress.accept(Progress::publishing); // from here on it cannot be cancelled
            RunReport.of(manifest, challenger.steps(), stored()).write(challenger.model());
            return open.publish(challenger.model(), manifest);
        } catch (IOException | RuntimeException e) {
            if (window.isLost()) {
                throw new LineTakenOverException(line.name(), e);
            }
            if (DiskSpace.isExhausted(e)) {
                throw window.exhausted(e);
            }
            throw e;
        }
    }

    /** The versions that the plan averages the trained model with. */
    private Map<Integer, Path> averaged(WindowPlan plan) throws IOException {
        Map<Integer, Path> directories = new LinkedHashMap<>();
        for (Manifest.Parent each : plan.averaged()) {
            StoredVersion version = store.version(each.version())
                    .orElseThrow(() -> new TrainingFailedException(
                            "version " + each.version() + ", which the plan averages with, is not in the store"));
            store.withWeights(version)
                    .verifyWeights(
                            HuggingFaceDirectory.open(version.directory()).weightDigest());
            directories.put(each.version(), version.directory());
        }
        return directories;
    }

    /** An erasure that was asked for while the window ran. */
    private void requireNotErased(OpenWindow window) throws IOException {
        if (window.holds(reader.leftOut())) {
            throw new TrainingFailedException(
                    "the window holds pairs that were erased while it ran, and is let go; its other pairs"
                            + " are offered again");
        }
    }

    private List<Manifest> stored() throws IOException {
        return store.versions().stream().map(StoredVersion::manifest).toList();
    }
}
