package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.reward.checkpoint.FileDigest;
import dev.laurel.reward.train.SeveralJudges;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.Pairs;
import dev.laurel.trainer.promotion.Decision;
import dev.laurel.trainer.window.ReplayOptions;
import dev.laurel.trainer.window.Split;
import dev.laurel.trainer.window.WindowArchive;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class CheckpointStoreTest {

    @TempDir
    Path root;

    private CheckpointStore store;

    @BeforeEach
    void open() throws IOException {
        store = new CheckpointStore(root, "plain");
    }

    @Test
    void versionAppearsWhole() throws IOException {
        Path model = model(begin(1));
        Files.writeString(model.resolve("model.safetensors"), "weights");
        assertThat(store.versions()).isEmpty();

        StoredVersion version = store.commit(model, Manifests.promoted(1, Optional.empty()));

        assertThat(version.directory()).isEqualTo(root.resolve("plain/000001"));
        assertThat(version.directory().resolve("model.safetensors")).hasContent("weights");
        assertThat(store.versions()).containsExactly(version);
        assertThat(store.version(1)).contains(version);
        assertThat(store.version(2)).isEmpty();
        assertThat(model).doesNotExist();
    }

    @Test
    void neverReplacesAVersion() throws IOException {
        commit(Manifests.promoted(1, Optional.empty()), Pairs.polite(0, 1));
        Path model = model(begin(1));

        assertThatIOException()
                .isThrownBy(() -> store.commit(model, Manifests.promoted(1, Optional.empty())))
                .withMessageContaining("version 1 of line plain is already at");
        assertThat(store.versions()).hasSize(1);
    }

    @Test
    void anUnfinishedWindowIsTakenOverWithItsPlanAndPairs() throws IOException {
        OpenWindow before = begin(1);
        Path model = model(before);
        Manifests.promoted(1, Optional.empty()).write(model); // killed before the rename

        OpenWindow after = store.takeOver().orElseThrow();

        assertThat(store.versions()).isEmpty();
        assertThat(after.plan()).isEqualTo(before.plan());
        assertThat(after.pairs().training())
                .extracting(PreferencePair::getPairId)
                .containsExactly("pair-0", "pair-1");
        assertThat(after.run(Duration.ZERO).model()).isNotEmptyDirectory();
        assertThat(before.isLost()).isTrue();
        assertThat(after.isLost()).isFalse();
    }

    @Test
    void aWindowThatAnEarlierTrainerBeganGoesOnAsThatWeighedItsPairs() throws IOException {
        Path plan = begin(1).run(Duration.ZERO).model().resolveSibling("plan.json");
        Files.writeString(plan, Files.readString(plan).replace("\"several_judges\":\"MAJORITY\",", ""));

        assertThat(store.takeOver().orElseThrow().plan().severalJudges()).isEqualTo(SeveralJudges.EACH);
    }

    @Test
    void aWindowThatHadHardlyBegunIsForgotten() throws IOException {
        Path half = Files.createDirectories(root.resolve("plain/" + OpenWindow.PREFIX + "x"));
        Files.writeString(half.resolve(WindowArchive.TRAINING), "half");

        assertThat(store.takeOver()).isEmpty();
        assertThat(root.resolve("plain")).isEmptyDirectory();
    }

    @Test
    void aWindowThatBecameAVersionIsForgotten() throws IOException {
        store.commit(model(begin(1)), Manifests.promoted(1, Optional.empty()));

        assertThat(store.takeOver()).isEmpty();
        assertThat(store.versions()).hasSize(1);
        assertThat(root.resolve("plain")).isDirectoryNotContaining("glob:**/.window-*");
    }

    @Test
    void changedPairsOfAnUnfinishedWindowAreRefused() throws IOException {
        OpenWindow window = begin(1);
        Path archive = window.run(Duration.ZERO).model().resolveSibling(WindowArchive.TRAINING);
        WindowArchive.write(archive, Pairs.polite(0, 1));

        assertThatExceptionOfType(TamperedException.class)
                .isThrownBy(window::pairs)
                .withMessageContaining("training.avro was changed");
    }

    @Test
    void otherWeightsAreRefused() throws IOException {
        StoredVersion version = commit(Manifests.promoted(1, Optional.empty()), List.of());

        version.verifyWeights("digest of 1");
        assertThatExceptionOfType(TamperedException.class)
                .isThrownBy(() -> version.verifyWeights("another"))
                .withMessageContaining("another")
                .withMessageContaining("digest of 1");
    }

    @Test
    void changedArchiveIsRefused() throws IOException {
        StoredVersion version = commit(Manifests.promoted(1, Optional.empty()), Pairs.polite(0, 5));
        WindowArchive.write(version.directory().resolve(WindowArchive.HELD_OUT), Pairs.polite(0, 4));

        assertThatExceptionOfType(TamperedException.class)
                .isThrownBy(() -> store.heldOut(Long.MAX_VALUE))
                .withMessageContaining("holdout.avro was changed");
    }

    @Test
    void holdOutIsThatOfAllVersionsWithoutWhatWasWithdrawn() throws IOException {
        commit(manifest(1, List.of()), Pairs.polite(0, 3));
        commit(manifest(2, List.of("pair-1")), Pairs.polite(2, 5));

        HeldOutPairs heldOut = store.heldOut(Long.MAX_VALUE);

        assertThat(heldOut.pairs())
                .extracting(PreferencePair::getPairId)
                .containsExactly("pair-0", "pair-2", "pair-3", "pair-4");
        assertThat(heldOut.slices("pair-2"))
                .isEqualTo(Map.of(
                        "age", "version 1", "language", "unknown", "source", "test comparison", "tenant", "acme"));
        assertThat(heldOut.slices("pair-3")).containsEntry("age", "version 2");
    }

    private static Manifest manifest(int version, List<String> withdrawn) {
        return Manifests.of(version, Optional.empty(), new Decision(true, "promoted", List.of()), Map.of(), withdrawn);
    }

    private OpenWindow begin(int version) throws IOException {
        Manifest manifest = Manifests.promoted(version, Optional.empty());
        return store.begin(
                new Split(Pairs.polite(0, 2), Pairs.polite(3, 4), Pairs.polite(2, 3)),
                archives -> new WindowPlan(
                        version,
                        manifest.parent(),
                        manifest.window(),
                        1,
                        List.of("pair-9"),
                        manifest.data().unreadable(),
                        manifest.data().setAside(),
                        1,
                        List.of(),
                        0.5,
                        manifest.split(),
                        manifest.training(),
                        manifest.severalJudges(),
                        new WindowPlan.Replayed(ReplayOptions.NONE, List.of()),
                        List.of(),
                        archives,
                        Optional.empty()));
    }

    private static Path model(OpenWindow window) throws IOException {
        return Files.createDirectory(window.run(Duration.ZERO).model());
    }

    private StoredVersion commit(Manifest manifest, List<PreferencePair> heldOut) throws IOException {
        OpenWindow window = begin(manifest.version());
        Path model = model(window);
        WindowArchive.write(model.resolve(WindowArchive.HELD_OUT), heldOut);
        Map<String, String> archives = FileDigest.of(model, List.of(WindowArchive.HELD_OUT));
        StoredVersion version = store.commit(
                model,
                Manifests.of(
                        manifest.version(),
                        manifest.parentVersion(),
                        manifest.decision(),
                        archives,
                        manifest.data().withdrawn()));
        window.delete();
        return version;
    }
}
