package dev.laurel.trainer.line;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.publish.CheckpointStore;
import dev.laurel.trainer.publish.ExportedWindow;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.publish.OpenLine;
import dev.laurel.trainer.publish.OpenWindow;
import dev.laurel.trainer.publish.Registration;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.publish.WindowPlan;
import dev.laurel.trainer.train.BaseModel;
import dev.laurel.trainer.train.TrainingFailedException;
import dev.laurel.trainer.window.ReplayOptions;
import dev.laurel.trainer.window.Split;
import dev.laurel.trainer.window.WindowArchive;

/** Checkpoints that were trained elsewhere: each is put where a window's trained model would be, and goes on from there like one. */
record Registrations(String line, Rules rules, CheckpointStore store, BaseModel base) {

    private static final String VERSION = "\\d{1,6}";
    private static final int PROBE = 200;

    /**
     * Begins a window that is trained already.
     *
     * @throws TrainingFailedException if the checkpoint does not fit the line, or its window is not known
     */
    OpenWindow begin(OpenLine open, Optional<StoredVersion> champion, Registration registration) throws IOException {
        if (open.unfinished().isPresent()) {
            throw new TrainingFailedException("version "
                    + open.unfinished().get().plan().version() + " of line " + line
                    + " is unfinished; let the trainer finish it first");
        }
        ExportedWindow.Contents window = window(registration.window());
        Split pairs = pairs(registration.window());
        int version = open.nextVersion();
        TrainingOptions training = rules.recipe().options(champion.isPresent());
        OpenWindow begun = store.begin(
                pairs,
                archives -> new WindowPlan(
                        version,
                        champion.map(StoredVersion::asParent),
                        window.window(),
                        window.ofOtherLines(),
                        window.withdrawn(),
                        window.unreadable(),
                        window.setAside(),
                        0,
                        List.of(),
                        0,
                        rules.holdOut(),
                        training,
                        rules.recipe().severalJudges(),
                        new WindowPlan.Replayed(ReplayOptions.NONE, List.of()),
                        List.of(),
                        archives,
                        Optional.of(registration)));
        try {
            Path ours = champion.map(StoredVersion::directory).orElse(base.directory());
            begun.run(Duration.ZERO)
                    .take(model -> new ModelImport(store).take(registration.source(), ours, model, probe(pairs)));
        } catch (IOException | RuntimeException e) {
            begun.delete();
            throw e;
        }
        return begun;
    }

    private ExportedWindow.Contents window(String name) throws IOException {
        if (!name.matches(VERSION)) {
            return exported(name).contents();
        }
        Manifest of = version(name).manifest();
        Manifest.Data data = of.data();
        return new ExportedWindow.Contents(
                name,
                of.window(),
                data.ofOtherLines(),
                data.withdrawn(),
                data.unreadable(),
                data.setAside(),
                of.split(),
                data.archives());
    }

    private Split pairs(String name) throws IOException {
        if (name.matches(VERSION)) {
            StoredVersion version = version(name);
            return new Split(
                    version.archive(WindowArchive.TRAINING), List.of(), version.archive(WindowArchive.HELD_OUT));
        }
        ExportedWindow exported = exported(name);
        return new Split(exported.archive(WindowArchive.TRAINING), List.of(), exported.archive(WindowArchive.HELD_OUT));
    }

    private StoredVersion version(String number) throws IOException {
        return store.version(Integer.parseInt(number))
                .orElseThrow(() -> new TrainingFailedException(
                        "line " + line + " has no version " + number + " whose window was trained on"));
    }

    private ExportedWindow exported(String id) throws IOException {
        return store.exported(id)
                .orElseThrow(() -> new TrainingFailedException("line " + line + " has no exported window " + id));
    }

    private static List<PreferencePair> probe(Split pairs) {
        return Stream.concat(pairs.heldOut().stream(), pairs.training().stream())
                .limit(PROBE)
                .toList();
    }
}
