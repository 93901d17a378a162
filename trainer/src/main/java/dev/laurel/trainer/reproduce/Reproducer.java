package dev.laurel.trainer.reproduce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.laurel.reward.checkpoint.CheckpointException;
import dev.laurel.reward.checkpoint.FileDigest;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.WeightAverage;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.reward.train.StepReport;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.file.Durable;
import dev.laurel.trainer.publish.LineVersions;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.reproduce.Difference.Kind;
import dev.laurel.trainer.train.Averaging;
import dev.laurel.trainer.train.BaseModel;
import dev.laurel.trainer.train.Environment;
import dev.laurel.trainer.train.Retraining;
import dev.laurel.trainer.train.StepRecord;
import dev.laurel.trainer.window.Split;
import dev.laurel.trainer.window.WindowArchive;
import dev.laurel.trainer.window.WindowReader;

/**
 * Trains versions of one line again, in a directory of its own, and says whether the same came out. It neither holds the line nor changes anything of it; it
 * needs the device for itself.
 */
public record Reproducer(LineVersions versions, WindowReader reader, BaseModel base, Engine engine) {

    private static final String SCRATCH = ".reproduction-";
    private static final Set<String> TRAINED = Set.of(WindowArchive.TRAINING, WindowArchive.REPLAY);

    /**
     * Reproduces a version, or the first steps of it. A parent whose weights are no longer there is trained again first, from its own manifest, and so on back to the base model.
     *
     * @param most the steps to take; {@link Reproduction#ALL}, or as many as the version has, for the whole
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer
     */
    public Finding reproduce(int version, int most, Consumer<UnaryOperator<Reproduction>> progress) throws IOException {
        Path root = versions.store().directory().toAbsolutePath().getParent();
        Path scratch = root.resolve(SCRATCH + versions.line());
        Durable.delete(scratch); // of one that was killed
        try {
            Files.createDirectory(scratch);
            return again(stored(version, "which was asked for"), most, scratch, progress)
                    .finding();
        } catch (UnreproducibleException e) {
            return e.finding();
        } finally {
            Durable.delete(scratch);
        }
    }

    /** What came of training a version again, and where its model is, if it came to that. */
    private record Again(Finding finding, Path model) {}

    private Again again(StoredVersion version, int most, Path scratch, Consumer<UnaryOperator<Reproduction>> progress)
            throws IOException {
        progress.accept(state -> state.examining(version.number()));
        Examination examined = Examination.of(version, versions, reader);
        List<Difference> differences = examined.differences();
        List<String> notes = new ArrayList<>(examined.notes());
        Optional<String> kept = weights(version);
        if (kept.isEmpty()) {
            notes.add("the weights of version " + version.number() + " are no longer in the store");
        } else if (!kept.get().equals(version.manifest().weightDigest())) {
            differences.add(new Difference(
                    Kind.WEIGHTS,
                    "version " + version.number() + " in the store",
                    version.manifest().weightDigest(),
                    kept.get()));
        }
        if (!differences.isEmpty()) {
            return new Again(Finding.different(differences, notes), scratch);
        }
        if (version.manifest().registration().isPresent()) {
            String elsewhere = "version " + version.number() + " was trained elsewhere and came from "
                    + version.manifest().registration().get().source() + ": its training cannot be repeated here";
            return new Again(Finding.missing(elsewhere, notes), scratch);
        }
        List<String> erased = erased(version);
        if (!erased.isEmpty()) {
            return new Again(Finding.erased(version.number(), erased, notes), scratch);
        }
        Path from = start(version.manifest(), scratch, progress);
        Split pairs = new Split(version.archive(WindowArchive.TRAINING), replayed(version), List.of());
        Engine own = engine(version.manifest().environment());
        try {
            return train(version, most, own, from, pairs, scratch, progress, notes);
        } finally {
            if (own != engine) {
                own.close();
            }
        }
    }

    /** The directory that a version was trained from. */
    private Path start(Manifest manifest, Path scratch, Consumer<UnaryOperator<Reproduction>> progress)
            throws IOException {
        if (manifest.parent().isEmpty()) {
            String digest = HuggingFaceDirectory.open(base.directory()).weightDigest();
            if (!digest.equals(manifest.base().weightDigest())) {
                throw missing("version " + manifest.version() + " was trained from the base model "
                        + manifest.base().name() + " with digest "
                        + manifest.base().weightDigest()
                        + ", and the one that is configured, " + base.name() + ", has " + digest);
            }
            return base.directory();
        }
        Manifest.Parent wanted = manifest.parent().get();
        return weights(wanted, "which version " + manifest.version() + " was trained from", scratch, progress);
    }

    /** A directory with the weights of an ancestor: the store's, or one where it was trained again. */
    private Path weights(
            Manifest.Parent wanted, String why, Path scratch, Consumer<UnaryOperator<Reproduction>> progress)
            throws IOException {
        StoredVersion ancestor = stored(wanted.version(), why);
        if (weights(ancestor).equals(Optional.of(wanted.weightDigest()))) {
            return ancestor.directory();
        }
        Again again = again(ancestor, Reproduction.ALL, scratch, progress);
        if (!again.finding().reproducedDigest().equals(Optional.of(wanted.weightDigest()))) {
            throw new UnreproducibleException(again.finding());
        }
        return again.model();
    }

    private Again train(
            StoredVersion version,
            int most,
            Engine own,
            Path from,
            Split pairs,
            Path scratch,
            Consumer<UnaryOperator<Reproduction>> progress,
            List<String> notes)
            throws IOException {
        Manifest manifest = version.manifest();
        Path to = scratch.resolve("" + version.number());
        Retraining training = new Retraining(own, manifest.training(), manifest.severalJudges());
        Optional<Difference> order = order(version, training.plan(from, pairs));
        if (order.isPresent()) {
            return new Again(Finding.different(List.of(order.get()), notes), to);
        }
        BiConsumer<StepReport, Integer> report =
                (step, all) -> progress.accept(state -> state.step(version.number(), step, all));
        if (most < manifest.steps().size()) {
            List<StepReport> steps = training.begin(from, pairs, most, report);
            Comparison begun = new Comparison(manifest, Environment.of(own), steps, Optional.empty());
            return new Again(begun.finding(notes), to);
        }
        List<StepReport> steps = training.run(from, pairs, to, report);
        Path model = averaged(manifest, to, scratch, progress);
        Comparison.Trained trained = new Comparison.Trained(
                FileDigest.of(model, Manifest.Text.FILES),
                HuggingFaceDirectory.open(model).weightDigest());
        Comparison comparison = new Comparison(manifest, Environment.of(own), steps, Optional.of(trained));
        return new Again(comparison.finding(notes), model);
    }

    /** The mean of a trained model with its ancestors, where the version is that. */
    private Path averaged(Manifest manifest, Path trained, Path scratch, Consumer<UnaryOperator<Reproduction>> progress)
            throws IOException {
        if (!manifest.averaging().map(Averaging::chosen).orElse(false)) {
            return trained;
        }
        String why = "which version " + manifest.version() + " is averaged with";
        List<Path> models = new ArrayList<>(List.of(trained));
        for (int version : manifest.averaging().get().versions()) {
            models.add(weights(stored(version, why).asParent(), why, scratch, progress));
        }
        Path mean = scratch.resolve(manifest.version() + "-mean");
        WeightAverage.write(models, mean);
        return mean;
    }

    /** Whether the manifest's seed and options put the pairs in the order in which they were trained on. */
    private static Optional<Difference> order(StoredVersion version, List<StepRecord> planned) throws IOException {
        List<StepRecord> records = StepRecord.read(version.directory());
        for (int i = 0; i < Math.max(records.size(), planned.size()); i++) {
            List<String> then = i < records.size() ? pairs(records.get(i)) : List.of();
            List<String> now = i < planned.size() ? pairs(planned.get(i)) : List.of();
            if (!then.equals(now)) {
                return Optional.of(new Difference(
                        Kind.SEED,
                        "step " + (i + 1) + ", seed "
                                + version.manifest().training().seed(),
                        "pairs " + then,
                        "pairs " + now));
            }
        }
        return Optional.empty();
    }

    private static List<String> pairs(StepRecord step) {
        return Stream.concat(step.pairs().stream(), step.replayed().stream()).toList();
    }

    /** Pairs of earlier windows that it was trained on; versions of earlier releases have no such archive. */
    private static List<PreferencePair> replayed(StoredVersion version) throws IOException {
        return version.manifest().data().archives().containsKey(WindowArchive.REPLAY)
                ? version.archive(WindowArchive.REPLAY)
                : List.of();
    }

    /** The trainer's engine, or one beside it in the version's number format. */
    private Engine engine(Environment then) {
        Dtype dtype = Dtype.valueOf(then.dtype());
        if (dtype == engine.dtype()) {
            return engine;
        }
        EngineOptions options =
                new EngineOptions(engine.describe().device(), engine.describe().threads(), dtype);
        return Engine.start(options);
    }

    /** The digest of the weights that the store has; empty if it has none. */
    private static Optional<String> weights(StoredVersion version) {
        try {
            return Optional.of(HuggingFaceDirectory.open(version.directory()).weightDigest());
        } catch (CheckpointException e) {
            return Optional.empty();
        }
    }

    /** Pairs that it was trained on and that are gone; those it was only judged by do not matter to its weights. */
    private static List<String> erased(StoredVersion version) throws IOException {
        return version.erasures().stream()
                .flatMap(erasure -> erasure.archives().entrySet().stream())
                .filter(archive -> TRAINED.contains(archive.getKey()))
                .flatMap(archive -> archive.getValue().pairs().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private StoredVersion stored(int version, String why) throws IOException {
        return versions.store()
                .version(version)
                .orElseThrow(() -> missing(
                        "version " + version + " of line " + versions.line() + ", " + why + ", is not in the store"));
    }

    private static UnreproducibleException missing(String what) {
        return new UnreproducibleException(Finding.missing(what, List.of()));
    }
}
