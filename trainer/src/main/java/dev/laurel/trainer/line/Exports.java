package dev.laurel.trainer.line;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import dev.laurel.schema.Line;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.accept.Shown;
import dev.laurel.trainer.handover.Side;
import dev.laurel.trainer.line.RefusedException.Kind;
import dev.laurel.trainer.publish.ExportedWindow;
import dev.laurel.trainer.publish.LineVersions;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.window.WindowPairs;
import dev.laurel.trainer.window.WindowReader;

/** A line's windows for other trainers. Safe for many threads. */
public record Exports(Line line, Rules rules, LineVersions versions, WindowReader reader) {

    /**
     * Reads the window that would be trained next and keeps it under an id; it is offered to the next training all the same.
     *
     * @throws dev.laurel.trainer.train.TooFewPairsException if it has too few pairs
     * @throws dev.laurel.trainer.train.TrainingFailedException if the line's split has changed
     */
    public ExportedWindow next(String id) throws IOException {
        rules.requireSameSplit(versions.store().versions());
        Optional<StoredVersion> champion = versions.champion();
        WindowPairs window = reader.read(
                line,
                champion.map(version -> version.manifest().window()),
                rules.bounds().reading());
        rules.requireEnough(window, rules.bounds());
        return versions.store().export(id, window, rules.holdOut());
    }

    public List<PreferencePair> ofVersion(int version, Side side) throws IOException {
        return versions.store()
                .version(version)
                .orElseThrow(
                        () -> new RefusedException(Kind.UNKNOWN, "line " + line.name() + " has no version " + version))
                .archive(side.archive());
    }

    public List<PreferencePair> ofExport(String id, Side side) throws IOException {
        return versions.store()
                .exported(id)
                .orElseThrow(() -> new RefusedException(
                        Kind.UNKNOWN, "line " + line.name() + " has no exported window " + Shown.inLine(id, 80)))
                .archive(side.archive());
    }
}
