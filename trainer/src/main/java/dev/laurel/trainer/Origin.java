package dev.laurel.trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.reward.text.FormattingProfile;
import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.trainer.promotion.Decision;
import dev.laurel.trainer.promotion.Judgement;
import dev.laurel.trainer.publish.FileDigest;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.train.BaseModel;
import dev.laurel.trainer.train.Challenger;
import dev.laurel.trainer.train.Environment;
import dev.laurel.trainer.window.Split;
import dev.laurel.trainer.window.WindowArchive;
import dev.laurel.trainer.window.WindowPairs;

/**
 * What a version is made from.
 *
 * @param champion the version it is trained from; empty where it is the base model
 * @param readingSeconds how long the window took to read
 */
record Origin(
        String line,
        int version,
        Optional<StoredVersion> champion,
        BaseModel base,
        WindowPairs window,
        double readingSeconds,
        HoldOut rule,
        TrainingOptions options) {

    private static final List<String> ARCHIVES = List.of(WindowArchive.TRAINING, WindowArchive.HELD_OUT);
    private static final List<String> TEXT_FILES =
            List.of("tokenizer.json", "tokenizer_config.json", "chat_template.jinja", FormattingProfile.FILE);

    /** The directory of the model it is trained from. */
    Path model() {
        return champion.map(StoredVersion::directory).orElse(base.directory());
    }

    /** Refuses a champion whose weights are not those that were stored. */
    void verify(String weightDigest) {
        champion.ifPresent(version -> version.verifyWeights(weightDigest));
    }

    /** Whom the challenger is held against, in words. */
    String rival() {
        return champion.map(version -> "version " + version.number()).orElse("the base model");
    }

    Split split() {
        return Split.of(rule, window.pairs());
    }

    /** What came of it, with the digests of the files that are staged. */
    Manifest manifest(
            Instant createdAt,
            Challenger challenger,
            Path staged,
            Engine engine,
            Judgement judgement,
            Manifest.Scale scale,
            Decision decision)
            throws IOException {
        return new Manifest(
                line,
                version,
                createdAt,
                champion.map(parent -> new Manifest.Parent(parent.number(), challenger.parentDigest())),
                champion.map(parent -> parent.manifest().base())
                        .orElseGet(() -> new Manifest.Base(base.name(), challenger.parentDigest())),
                window.window(),
                data(challenger, staged),
                rule,
                options,
                new Manifest.Text(FileDigest.of(staged, TEXT_FILES)),
                Environment.of(engine),
                challenger.steps(),
                judgement,
                scale,
                decision,
                new Manifest.Timings(readingSeconds, challenger.trainingSeconds(), challenger.evaluatingSeconds()),
                challenger.weightDigest());
    }

    private Manifest.Data data(Challenger challenger, Path staged) throws IOException {
        return new Manifest.Data(
                challenger.training().pairs().size(),
                split().heldOut().size(),
                window.ofOtherLines(),
                challenger.training().unusable(),
                window.withdrawn(),
                window.unreadable(),
                FileDigest.of(staged, ARCHIVES));
    }
}
