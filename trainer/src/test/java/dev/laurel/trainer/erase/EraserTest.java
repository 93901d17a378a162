package dev.laurel.trainer.erase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.laurel.reward.checkpoint.FileDigest;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.Pairs;
import dev.laurel.trainer.promotion.Decision;
import dev.laurel.trainer.publish.CheckpointStore;
import dev.laurel.trainer.publish.CheckpointStores;
import dev.laurel.trainer.publish.ErasureRecord;
import dev.laurel.trainer.publish.Manifests;
import dev.laurel.trainer.publish.OpenWindow;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.publish.TamperedException;
import dev.laurel.trainer.publish.WindowPlan;
import dev.laurel.trainer.window.ReplayOptions;
import dev.laurel.trainer.window.Split;
import dev.laurel.trainer.window.UntrainablePairs;
import dev.laurel.trainer.window.WindowArchive;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A person's pairs leave every archive of every line, whatever happens on the way. */
class EraserTest {

    private static final String PERSON = "person-4711";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path root;

    private ErasureLog log;
    private Eraser eraser;

    @BeforeEach
    void open() throws IOException {
        log = new ErasureLog(root, CLOCK);
        eraser = new Eraser(CheckpointStores.onThisMachine(root), log, CLOCK);
        commit("plain", 1, List.of(pair("a"), personal("b"), pair("c")), List.of(personal("d"), pair("e")));
        commit("plain", 2, List.of(pair("f")), List.of(pair("g")));
        commit("other", 1, List.of(personal("b")), List.of(pair("e")));
    }

    @Test
    void takesThePairsOutOfEveryArchive() throws IOException {
        Erasure erasure = eraser.complete(request());

        assertThat(ids("plain", 1, WindowArchive.TRAINING)).containsExactly("a", "c");
        assertThat(ids("plain", 1, WindowArchive.HELD_OUT)).containsExactly("e");
        assertThat(ids("plain", 2, WindowArchive.TRAINING)).containsExactly("f");
        assertThat(ids("other", 1, WindowArchive.TRAINING)).isEmpty();
        assertThat(erasure.completedAt()).contains(CLOCK.instant());
        assertThat(erasure.versions())
                .containsExactly(
                        new Erasure.Used("other", 1, Map.of(WindowArchive.TRAINING, 1)),
                        new Erasure.Used("plain", 1, Map.of(WindowArchive.TRAINING, 1, WindowArchive.HELD_OUT, 1)));
        assertThat(log.erasure(erasure.id())).contains(erasure);
    }

    @Test
    void recordsWhatWasRemovedButNotWhoseItWas() throws IOException {
        StoredVersion version = version("plain", 1);
        String before = version.manifest().data().archives().get(WindowArchive.TRAINING);

        Erasure erasure = eraser.complete(request());

        ErasureRecord record = version.erasures().get(0);
        assertThat(record.erasure()).isEqualTo(erasure.id());
        assertThat(record.actor()).isEqualTo("ada");
        assertThat(record.archives().get(WindowArchive.TRAINING))
                .isEqualTo(new ErasureRecord.Archive(
                        before, FileDigest.of(version.directory().resolve(WindowArchive.TRAINING)), List.of("b")));
        assertThat(version("plain", 2).erasures()).isEmpty();
        assertThat(texts()).isNotEmpty().noneMatch(text -> text.contains(PERSON));
    }

    @Test
    void interruptedErasuresAreCompletedAtTheNextStart() throws IOException {
        Path training = version("plain", 1).directory().resolve(WindowArchive.TRAINING);
        Path heldOut = version("plain", 1).directory().resolve(WindowArchive.HELD_OUT);
        byte[] trainingBefore = Files.readAllBytes(training);
        byte[] heldOutBefore = Files.readAllBytes(heldOut);
        Erasure request = request();
        Map<String, String> wanted = state(eraser.complete(request));

        // the request alone; and a crash before and after the first archive was replaced
        for (List<Path> left : List.of(List.of(training, heldOut), List.of(training), List.of(heldOut))) {
            log.write(request);
            for (Path archive : left) {
                Files.write(archive, archive.equals(training) ? trainingBefore : heldOutBefore);
            }

            new Eraser(CheckpointStores.onThisMachine(root), new ErasureLog(root, CLOCK), CLOCK).completeAll();

            assertThat(state(log.erasure(request.id()).orElseThrow())).isEqualTo(wanted);
        }
        assertThat(version("plain", 1).erasures()).hasSize(1);
    }

    @Test
    void aSecondErasureFollowsTheFirst() throws IOException {
        eraser.complete(request());
        commit("plain", 3, List.of(pair("h")), List.of(pair("i"), Pairs.ofPerson("j", "j", "another")));
        StoredVersion version = version("plain", 3);

        Erasure second = eraser.complete(log.request("acme", "another", "asked", "ada"));

        assertThat(second.versions()).extracting(Erasure.Used::version).containsExactly(3);
        assertThat(version.archive(WindowArchive.HELD_OUT))
                .extracting(PreferencePair::getPairId)
                .containsExactly("i");
    }

    @Test
    void anArchiveThatWasChangedBeforeStaysSuspect() throws IOException {
        StoredVersion version = version("plain", 1);
        WindowArchive.write(
                version.directory().resolve(WindowArchive.HELD_OUT), List.of(personal("d"), pair("smuggled")));

        eraser.complete(request());

        assertThatExceptionOfType(TamperedException.class)
                .isThrownBy(version::heldOut)
                .withMessageContaining("holdout.avro was changed");
    }

    @Test
    void unfinishedWindowsWithSuchPairsAreLetGo() throws IOException {
        begin("plain", 3, List.of(personal("k")), List.of(pair("l")));
        OpenWindow innocent = begin("plain", 4, List.of(pair("m")), List.of(pair("n")));

        Erasure erasure = eraser.complete(request());

        assertThat(erasure.windowsLetGo()).isEqualTo(1);
        assertThat(innocent.isLost()).isFalse();
        assertThat(store("plain").takeOver().orElseThrow().plan().version()).isEqualTo(4);
    }

    @Test
    void whatStandsInTheWayIsSaidAndTheOtherLinesGoOn() throws IOException {
        Files.writeString(version("other", 1).directory().resolve(WindowArchive.TRAINING), "no archive");

        Erasure erasure = eraser.complete(request());

        assertThat(erasure.completedAt()).isEmpty();
        assertThat(erasure.problems()).hasSize(1).first().asString().contains("line other", "is no archive of pairs");
        assertThat(ids("plain", 1, WindowArchive.TRAINING)).containsExactly("a", "c");
    }

    @Test
    void laterPairsOfThatPersonAreRecognisedByEveryTrainerOfTheStore() throws IOException {
        assertThat(log.erased()).rejects(personal("x"));

        request();

        assertThat(new ErasureLog(root, CLOCK).erased())
                .accepts(personal("x"))
                .rejects(pair("x"))
                .rejects(Pairs.ofPerson("x", "x", "another"))
                .rejects(PreferencePair.newBuilder(personal("x"))
                        .setTenant("another-tenant")
                        .build());
    }

    private Erasure request() throws IOException {
        return log.request("acme", PERSON, "asked to be forgotten", "ada");
    }

    private static PreferencePair pair(String id) {
        return Pairs.of(id, "question " + id);
    }

    private static PreferencePair personal(String id) {
        return Pairs.ofPerson(id, "question " + id, PERSON);
    }

    private CheckpointStore store(String line) throws IOException {
        return new CheckpointStore(root, line);
    }

    private StoredVersion version(String line, int number) throws IOException {
        return store(line).version(number).orElseThrow();
    }

    private List<String> ids(String line, int number, String archive) throws IOException {
        return version(line, number).archive(archive).stream()
                .map(PreferencePair::getPairId)
                .toList();
    }

    /** What an erasure leaves: its own result and the digest of every archive. */
    private Map<String, String> state(Erasure erasure) throws IOException {
        Map<String, String> state = new TreeMap<>();
        state.put("erasure", erasure.toString());
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".avro")).toList()) {
                state.put(file.toString(), FileDigest.of(file));
            }
        }
        return state;
    }

    private List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }

    private OpenWindow begin(String line, int version, List<PreferencePair> training, List<PreferencePair> heldOut)
            throws IOException {
        var manifest = Manifests.promoted(version, Optional.empty());
        return store(line)
                .begin(
                        new Split(training, List.of(), heldOut),
                        archives -> new WindowPlan(
                                version,
                                manifest.parent(),
                                manifest.window(),
                                0,
                                List.of(),
                                List.of(),
                                UntrainablePairs.NONE,
                                0,
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

    private void commit(String line, int version, List<PreferencePair> training, List<PreferencePair> heldOut)
            throws IOException {
        OpenWindow window = begin(line, version, training, heldOut);
        Path model = Files.createDirectory(window.run(Duration.ZERO).model());
        window.archiveInto(model);
        store(line)
                .commit(
                        model,
                        Manifests.of(
                                version,
                                Optional.empty(),
                                new Decision(true, "promoted", List.of()),
                                window.plan().archives(),
                                List.of()));
        window.delete();
    }
}
