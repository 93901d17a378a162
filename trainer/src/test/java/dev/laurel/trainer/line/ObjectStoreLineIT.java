package dev.laurel.trainer.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.laurel.objects.ObjectStore;
import dev.laurel.objects.S3Access;
import dev.laurel.objects.S3Location;
import dev.laurel.schema.PreferencePair;
import dev.laurel.stack.ObjectServer;
import dev.laurel.trainer.Lab;
import dev.laurel.trainer.Pairs;
import dev.laurel.trainer.erase.Eraser;
import dev.laurel.trainer.erase.Erasure;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.train.Progress;
import dev.laurel.trainer.window.WindowArchive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** Lines whose versions go to a real S3 server, which is there or not. */
class ObjectStoreLineIT {

    private static final String BUCKET = "checkpoints";
    private static final S3Location ROOT = S3Location.parse("s3://checkpoints/laurel");

    @TempDir
    static Path data;

    @TempDir
    Path disk;

    private static ObjectServer server;
    private static ObjectStore objects;

    @BeforeAll
    static void start() throws IOException {
        ObjectServer.CREDENTIALS.forEach(System::setProperty);
        server = ObjectServer.start(data, BUCKET);
        objects = ObjectStore.open(new S3Access(Optional.of(server.endpoint()), Optional.empty(), true));
    }

    @AfterAll
    static void stop() {
        objects.close();
        server.close();
    }

    @Test
    void anotherMachineGoesOnFromTheObjectStore() throws Exception {
        Lab lab = lab("moved", "first");
        lab.publish(Pairs.polite(0, 100));
        train(lab);
        StoredVersion first = version(lab, 1);

        assertThat(objects.list(ROOT.resolve("moved")))
                .contains("000001.json")
                .anyMatch(key -> key.matches("000001-[0-9a-f]{16}/model.safetensors"));

        Lab elsewhere = lab("moved", "second");
        elsewhere.publish(Pairs.polite(100, 160));
        assertThat(train(elsewhere).version()).isEqualTo(2);
        assertThat(version(elsewhere, 1).manifest()).isEqualTo(first.manifest());
        assertThat(version(elsewhere, 2).manifest().parentVersion()).contains(1);

        lab.trainer().recover(); // the first machine comes back, and has the second version without its weights
        assertThat(version(lab, 2).manifest().weightDigest())
                .isEqualTo(version(elsewhere, 2).manifest().weightDigest());
        assertThat(version(lab, 2).directory().resolve("model.safetensors")).doesNotExist();
        assertThat(version(lab, 2).directory().resolve("tokenizer.json")).exists();
    }

    @Test
    void objectStoreDownAtCommit() throws Exception {
        Lab lab = lab("down", "disk");
        lab.publish(Pairs.polite(0, 100));
        train(lab);
        lab.publish(Pairs.polite(100, 160));

        try {
            assertThatIOException()
                    .isThrownBy(() -> lab.trainer().window(Optional.empty(), whenPublishing(server::stop)))
                    .withMessageContaining(
                            "version 2 of line down is stored on this machine, and waits to be announced")
                    .withMessageContaining(server.endpoint().toString());
            assertThat(lab.versions().announced().champion()).contains(1);
            assertThat(lab.versions().store().isWaiting()).isTrue();

            // at start it is down as well: nothing is announced, and the version still waits
            assertThatIOException().isThrownBy(() -> lab.trainer().recover()).withMessageContaining("could not");
            assertThat(lab.versions().announced().announced()).containsExactly(1);
        } finally {
            server.start();
        }

        lab.trainer().recover();

        assertThat(lab.versions().announced().champion()).contains(2);
        assertThat(lab.versions().store().isWaiting()).isFalse();
        assertThat(objects.list(ROOT.resolve("down"))).contains("000002.json");
    }

    @Test
    void ofTwoTrainersWithTheSameNumberOneIsSetAside() throws Exception {
        Lab lab = lab("twice", "first");
        Lab rival = lab("twice", "second");
        lab.publish(Pairs.polite(0, 100));

        // given: the rival has trained version 1 too, when the first trainer wants to commit its own
        assertThatIOException()
                .isThrownBy(() -> lab.trainer().window(Optional.empty(), whenPublishing(() -> train(rival))))
                .withMessageContaining("version 1 of line twice is already in s3://checkpoints/laurel/twice");

        lab.trainer().recover();
        assertThat(version(lab, 1).manifest()).isEqualTo(version(rival, 1).manifest());
        assertThat(lab.versions().announced().champion()).contains(1);
    }

    @Test
    void weightsThatWereChangedInTheObjectStoreAreNotTrainedFrom() throws Exception {
        Lab lab = lab("changed", "first");
        lab.publish(Pairs.polite(0, 100));
        train(lab);
        String weights = objects.list(ROOT.resolve("changed")).stream()
                .filter(key -> key.endsWith("model.safetensors"))
                .findFirst()
                .orElseThrow();
        Files.write(server.object(BUCKET, "laurel/changed/" + weights), new byte[] {1, 2, 3});

        Lab elsewhere = lab("changed", "second");
        elsewhere.publish(Pairs.polite(100, 160));
        assertThatIOException()
                .isThrownBy(() -> train(elsewhere))
                .withMessageContaining("model.safetensors was changed");
        assertThat(elsewhere.versions().announced().champion()).contains(1);
    }

    @Test
    void onlyTheWeightsOfOldVersionsThatWereNeverChampionGo() throws Exception {
        Lab lab = lab("retired", "disk").keepingWeightsOf(1);
        lab.publish(Pairs.polite(0, 60));
        train(lab);
        heldBack(version(lab, 1), 2);
        heldBack(version(lab, 1), 3);

        lab.trainer().recover();

        assertThat(version(lab, 1).hasWeights()).isTrue();
        assertThat(version(lab, 2).hasWeights()).isFalse();
        assertThat(version(lab, 3).hasWeights()).isTrue();
        Path second = version(lab, 2).directory();
        assertThat(second.resolve("model.safetensors")).doesNotExist();
        assertThat(version(lab, 2).archive(WindowArchive.TRAINING)).isNotEmpty();
        assertThat(objects.list(ROOT.resolve("retired")).stream().filter(key -> key.endsWith("model.safetensors")))
                .hasSize(2)
                .noneMatch(key -> key.startsWith("000002"));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> new Appointments(lab.versions()).promote(2, "why not", "ada"))
                .withMessageContaining("the weights of version 2 of line retired were removed");

        // a person's champion keeps its weights for ever after
        new Appointments(lab.versions()).promote(3, "a try", "ada");
        new Appointments(lab.versions()).rollback("worse", "ada");
        heldBack(version(lab, 1), 4);
        lab.trainer().recover();
        assertThat(version(lab, 3).hasWeights()).isTrue();
    }

    @Test
    void anErasureReachesTheObjectStoreAndWhatOtherMachinesHaveTrained() throws Exception {
        Lab lab = lab("erased", "first");
        List<PreferencePair> pairs = new ArrayList<>(Pairs.polite(0, 60));
        for (int i = 0; i < 8; i++) {
            pairs.add(Pairs.ofPerson("personal-" + i, "Personal question number " + i, "grace"));
        }
        lab.publish(pairs);
        train(lab);
        Lab elsewhere = lab("erased", "second");
        Files.createDirectories(disk.resolve("second/erased"));

        Erasure request = elsewhere.erasures().request("erased", "grace", "asked", "ada");
        Erasure done = new Eraser(elsewhere.stores(), elsewhere.erasures(), Clock.systemUTC()).complete(request);

        assertThat(done.completedAt()).as("%s", done).isPresent();
        String directory = objects.list(ROOT.resolve("erased")).stream()
                .filter(key -> key.endsWith(WindowArchive.TRAINING))
                .findFirst()
                .orElseThrow();
        assertThat(WindowArchive.read(server.object(BUCKET, "laurel/erased/" + directory)))
                .isNotEmpty()
                .noneMatch(pair -> pair.getPairId().startsWith("personal"));
        assertThat(objects.list(ROOT.resolve("erased"))).anyMatch(key -> key.endsWith("erasures.json"));
    }

    /** A version that the gate held back, as another one's copy. */
    private static void heldBack(StoredVersion from, int number) throws IOException {
        Path directory = Files.createDirectory(from.directory().resolveSibling("%06d".formatted(number)));
        try (Stream<Path> files = Files.list(from.directory())) {
            for (Path file :
                    files.filter(file -> !file.endsWith("object-store.uri")).toList()) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
        ObjectMapper json = new ObjectMapper();
        ObjectNode manifest =
                (ObjectNode) json.readTree(directory.resolve("manifest.json").toFile());
        manifest.put("version", number);
        ((ObjectNode) manifest.path("decision")).put("promoted", false);
        json.writeValue(directory.resolve("manifest.json").toFile(), manifest);
    }

    private Lab lab(String line, String machine) {
        return new Lab(line, disk.resolve(machine)).keepingIn(objects, ROOT);
    }

    private interface Deed {
        void run() throws IOException;
    }

    private static Consumer<UnaryOperator<Progress>> whenPublishing(Deed deed) {
        AtomicReference<Progress> progress = new AtomicReference<>(Progress.reading("w", "line"));
        return change -> {
            if (progress.updateAndGet(change).state() == Progress.State.PUBLISHING) {
                try {
                    deed.run();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static Progress.Outcome train(Lab lab) throws IOException {
        return lab.trainer().window(Optional.empty(), change -> {});
    }

    private static StoredVersion version(Lab lab, int number) throws IOException {
        return lab.versions().store().version(number).orElseThrow();
    }
}
