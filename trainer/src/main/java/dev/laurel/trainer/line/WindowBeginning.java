package dev.laurel.trainer.line;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.laurel.reward.checkpoint.Backbone;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.schema.Line;
import dev.laurel.trainer.publish.CheckpointStore;
import dev.laurel.trainer.publish.EarlierPairs;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.publish.OpenLine;
import dev.laurel.trainer.publish.OpenWindow;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.publish.WindowPlan;
import dev.laurel.trainer.train.Progress;
import dev.laurel.trainer.window.Notice;
import dev.laurel.trainer.window.Replay;
import dev.laurel.trainer.window.Split;
import dev.laurel.trainer.window.WindowPairs;
import dev.laurel.trainer.window.WindowReader;

/** Where a window's pairs are chosen, new ones and replayed ones, and everything about its training is written down before that begins. */
record WindowBeginning(Line line, Rules rules, CheckpointStore store, WindowReader reader) {

    private static final double NANOS = 1e9;

    /**
     * Begins the window after the champion's.
     *
     * @throws dev.laurel.trainer.train.TooFewPairsException if the pairs are too few
     */
    OpenWindow begin(
            OpenLine open,
            Optional<StoredVersion> champion,
            Optional<Integer> maxPairs,
            Consumer<UnaryOperator<Progress>> progress)
            throws IOException {
        WindowLimits bounds = maxPairs.map(rules.bounds()::upTo).orElse(rules.bounds());
        long startedAt = System.nanoTime();
        WindowPairs window = reader.read(
                line,
                champion.map(c -> c.manifest().window()),
                bounds.reading(),
                so -> progress.accept(p -> p.counted(so)));
        double seconds = (System.nanoTime() - startedAt) / NANOS;
        List<Notice> notices = Stream.concat(notices(maxPairs).stream(), window.notices().stream())
                .toList();
        progress.accept(p -> p.noticed(notices, window.setAside().counts())); // whatever comes of it
        rules.requireEnough(window, bounds);
        int version = open.nextVersion();
        TrainingOptions training = rules.recipe().options(champion.isPresent());
        Split split = Split.of(rules.holdOut(), window.pairs());
        EarlierPairs earlier = EarlierPairs.of(store, champion);
        Replay replay =
                Replay.draw(earlier.beside(window), split.training().size(), rules.replay(), training.seed() + version);
        List<Manifest.Parent> averaged = averaged(champion);
        return store.begin(
                split.withReplayed(earlier.read(replay.drawn())),
                archives -> new WindowPlan(
                        version,
                        champion.map(StoredVersion::asParent),
                        window.window(),
                        window.ofOtherLines(),
                        window.withdrawn(),
                        window.unreadable(),
                        window.setAside(),
                        window.erased(),
                        notices,
                        seconds,
                        rules.holdOut(),
                        training,
                        rules.recipe().severalJudges(),
                        new WindowPlan.Replayed(replay.options(), replay.strata()),
                        averaged,
                        archives,
                        Optional.empty()));
    }

    /** What is to be said of a request for so many pairs, before anything is read. */
    List<Notice> notices(Optional<Integer> maxPairs) {
        return maxPairs.map(rules.bounds()::notices).orElse(List.of());
    }

    /** The versions whose weights are averaged with the new ones: the champion and its ancestors, as many as the rules say and as have its shape. */
    private List<Manifest.Parent> averaged(Optional<StoredVersion> champion) throws IOException {
        if (rules.averagedVersions() < 2) {
            return List.of();
        }
        return store.ancestry(champion).stream()
                .limit(rules.averagedVersions() - 1L)
                .takeWhile(version -> shape(version)
                        .equals(champion.map(WindowBeginning::shape).orElseThrow()))
                .map(StoredVersion::asParent)
                .toList();
    }

    private static Backbone shape(StoredVersion version) {
        return HuggingFaceDirectory.open(version.directory()).backbone();
    }
}
