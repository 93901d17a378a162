package dev.laurel.trainer.line;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import dev.laurel.reward.checkpoint.FileDigest;
import dev.laurel.reward.engine.Engine;
import dev.laurel.schema.Line;
import dev.laurel.trainer.promotion.Decision;
import dev.laurel.trainer.promotion.Judgement;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.publish.WindowPlan;
import dev.laurel.trainer.train.BaseModel;
import dev.laurel.trainer.train.Challenger;
import dev.laurel.trainer.train.Environment;
import dev.laurel.trainer.train.PhaseSeconds;
import dev.laurel.trainer.train.StepRecord;
import dev.laurel.trainer.window.Split;

/**
 * What a version is made from.
 *
 * @param champion the version it is trained from; empty where it is the base model
 */
record ParentModel(Line line, WindowPlan plan, Optional<StoredVersion> champion, BaseModel base) {

    /** The directory of the model it is trained from. */
    Path model() {
        return champion.map(StoredVersion::directory).orElse(base.directory());
    }

    /** Refuses a champion whose weights are not those that were stored. */
    void verify(String weightDigest) {
        champion.ifPresent(version -> version.verifyWeights(weightDigest));
    }

    /** What came of it. */
    Manifest manifest(
            Instant createdAt,
            Challenger challenger,
            Split split,
            Engine engine,
            Judgement judgement,
            Manifest.Scale scale,
            Decision decision,
            PhaseSeconds spent)
            throws IOException {
        return new Manifest(
                line.name(),
                plan.version(),
                createdAt,
                champion.map(parent -> new Manifest.Parent(parent.number(), challenger.parentDigest())),
                champion.map(parent -> parent.manifest().base())
                        .orElseGet(() -> new Manifest.Base(base.name(), challenger.parentDigest())),
                Manifest.Selection.of(line),
                plan.window(),
                data(challenger, split),
                replay(challenger),
                plan.split(),
                plan.training(),
                plan.severalJudges(),
                new Manifest.Text(FileDigest.of(challenger.model(), Manifest.Text.FILES)),
                Environment.of(engine),
                challenger.steps().stream().map(StepRecord::report).toList(),
                challenger.averaging(),
                judgement,
                scale,
                decision,
                timings(spent),
                challenger.weightDigest(),
                plan.registration());
    }

    private Manifest.Replayed replay(Challenger challenger) {
        int epochs = plan.training().epochs();
        return new Manifest.Replayed(
                plan.replay().options(),
                challenger.replayed().pairs().size(),
                epochs * challenger.training().tokens(),
                epochs * challenger.replayed().tokens(),
                plan.replay().strata());
    }

    private Manifest.Timings timings(PhaseSeconds spent) {
        return new Manifest.Timings(
                plan.readingSeconds() + spent.all(),
                plan.readingSeconds(),
                spent.loading(),
                spent.encoding(),
                spent.steps(),
                spent.checkpoints(),
                spent.scoring());
    }

    private Manifest.Data data(Challenger challenger, Split split) {
        return new Manifest.Data(
                challenger.training().pairs().size(),
                split.heldOut().size(),
                plan.ofOtherLines(),
                challenger.training().unusable(),
                plan.withdrawn(),
                plan.unreadable(),
                plan.notices(),
                plan.archives(),
                plan.erased(),
                plan.setAside().and(challenger.training().refused()));
    }
}
