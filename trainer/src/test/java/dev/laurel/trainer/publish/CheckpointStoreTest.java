package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.Pairs;
import dev.laurel.trainer.promotion.Decision;
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
        Path staged = store.stage();
        Files.writeString(staged.resolve("model.safetensors"), "weights");
        assertThat(store.versions()).isEmpty();

        StoredVersion version = store.commit(staged, Manifests.promoted(1, Optional.empty()));

        assertThat(version.directory()).isEqualTo(root.resolve("plain/000001"));
        assertThat(version.directory().resolve("model.safetensors")).hasContent("weights");
        assertThat(store.versions()).containsExactly(version);
        assertThat(store.version(1)).contains(version);
        assertThat(store.version(2)).isEmpty();
        assertThat(staged).doesNotExist();
    }

    @Test
    void neverReplacesAVersion() throws IOException {
        commit(Manifests.promoted(1, Optional.empty()), Pairs.polite(0, 1));
        Path staged = store.stage();

        assertThatIOException()
                .isThrownBy(() -> store.commit(staged, Manifests.promoted(1, Optional.empty())))
                .withMessageContaining("version 1 of line plain is already at");
        assertThat(store.versions()).hasSize(1);
    }

    @Test
    void crashBeforeTheRenameLeavesNoVersion() throws IOException {
        Path staged = store.stage();
        Files.createDirectories(staged.resolve("deep"));
        Files.writeString(staged.resolve("deep/file"), "half");
        Manifests.promoted(1, Optional.empty()).write(staged);

        CheckpointStore next = new CheckpointStore(root, "plain");
        next.clean();

        assertThat(next.versions()).isEmpty();
        assertThat(root.resolve("plain")).isEmptyDirectory();
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
                .isThrownBy(store::heldOut)
                .withMessageContaining("holdout.avro was changed");
    }

    @Test
    void holdOutIsThatOfAllVersionsWithoutWhatWasWithdrawn() throws IOException {
        commit(manifest(1, List.of()), Pairs.polite(0, 3));
        commit(manifest(2, List.of("pair-1")), Pairs.polite(2, 5));

        HeldOutPairs heldOut = store.heldOut();

        assertThat(heldOut.pairs())
                .extracting(PreferencePair::getPairId)
                .containsExactly("pair-0", "pair-2", "pair-3", "pair-4");
        assertThat(heldOut.anchorVersion()).isEqualTo(1);
        assertThat(heldOut.pairs())
                .extracting(PreferencePair::getPairId)
                .filteredOn(heldOut::isAnchor)
                .containsExactly("pair-0", "pair-2");
    }

    private static Manifest manifest(int version, List<String> withdrawn) {
        return Manifests.of(version, Optional.empty(), new Decision(true, "promoted"), Map.of(), withdrawn);
    }

    private StoredVersion commit(Manifest manifest, List<PreferencePair> heldOut) throws IOException {
        Path staged = store.stage();
        WindowArchive.write(staged.resolve(WindowArchive.HELD_OUT), heldOut);
        Map<String, String> archives = FileDigest.of(staged, List.of(WindowArchive.HELD_OUT));
        return store.commit(
                staged,
                Manifests.of(
                        manifest.version(),
                        manifest.parentVersion(),
                        manifest.decision(),
                        archives,
                        manifest.data().withdrawn()));
    }
}
