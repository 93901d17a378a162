package dev.laurel.scorer.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.objects.ObjectStore;
import dev.laurel.objects.S3Access;
import dev.laurel.objects.S3Location;
import dev.laurel.reward.checkpoint.CheckpointException;
import dev.laurel.reward.checkpoint.FileDigest;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.scorer.Starters;
import dev.laurel.stack.ObjectServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Versions on this machine's disk and in a real object store. */
class CheckpointFilesIT {

    private static final String BUCKET = "checkpoints";
    private static final S3Location PLACE = S3Location.parse("s3://checkpoints/laurel/rich/000001");

    @TempDir
    static Path disk;

    @TempDir
    Path cache;

    private static ObjectServer server;
    private static ObjectStore objects;
    private static Path model;

    @BeforeAll
    static void start() throws IOException {
        ObjectServer.CREDENTIALS.forEach(System::setProperty);
        server = ObjectServer.start(disk.resolve("server"), BUCKET);
        objects = objects();
        model = Starters.write(disk.resolve("model"), 1);
        for (String file : digests().keySet()) {
            objects.put(PLACE.resolve(file), model.resolve(file));
        }
    }

    @AfterAll
    static void stop() {
        objects.close();
        server.close();
    }

    @Test
    void fetchesAVersionOnceAndThenNeedsNoStore() throws IOException {
        try (CheckpointFiles files = files()) {
            Path fetched = files.directory(remote());
            assertThat(Starters.digest(fetched)).isEqualTo(Starters.digest(model));
            assertThat(fetched).startsWith(cache);
        }
        server.stop();
        try (CheckpointFiles restarted = files()) {
            assertThat(restarted.directory(remote())).isDirectory();
        } finally {
            server.start();
        }
    }

    @Test
    void objectStoreDownDuringFetch() throws IOException {
        try (CheckpointFiles files = files()) {
            server.stop();
            try {
                assertThatExceptionOfType(UncheckedIOException.class)
                        .isThrownBy(() -> files.directory(remote()))
                        .withMessageContaining(server.endpoint() + " could not fetch " + PLACE);
            } finally {
                server.start();
            }
            assertThat(files.directory(remote())).isDirectory();
        }
    }

    @Test
    void changedObjectIsRefusedAndNamed() throws IOException {
        Path tokenizer = server.object(BUCKET, "laurel/rich/000001/tokenizer.json");
        byte[] original = Files.readAllBytes(tokenizer);
        Files.writeString(tokenizer, "{}");
        try (CheckpointFiles files = files()) {
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> files.directory(remote()))
                    .withMessageContaining(PLACE.resolve("tokenizer.json") + " was changed");
        } finally {
            Files.write(tokenizer, original);
        }
    }

    @Test
    void changedFileOnTheDiskIsRefusedAndNamed() throws IOException {
        Path changed = Starters.write(disk.resolve("changed"), 1);
        Announced announced = announced(changed.toUri().toString(), digests());
        try (CheckpointFiles files = files()) {
            assertThat(files.directory(announced)).isEqualTo(changed);
            Files.writeString(changed.resolve("tokenizer_config.json"), " ", java.nio.file.StandardOpenOption.APPEND);
            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(() -> files.directory(announced))
                    .withMessageContaining("tokenizer_config.json")
                    .withMessageContaining("was changed");
            Files.delete(changed.resolve("tokenizer_config.json"));
            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(() -> files.directory(announced))
                    .withMessageContaining("is missing");
        }
    }

    @Test
    void keepsTheTwoVersionsOfALineThatWereLoadedLast() throws IOException {
        try (CheckpointFiles files = files()) {
            Path first = files.directory(version(1));
            Path second = files.directory(version(2));
            Path third = files.directory(version(3));
            files.directory(version(1)); // appointed again

            files.keepLatest(version(1));

            assertThat(first).isDirectory();
            assertThat(second).doesNotExist();
            assertThat(third).isDirectory();
        }
    }

    private static Announced version(int number) throws IOException {
        Announced first = remote();
        return new Announced(
                "rich", number, first.uri(), first.weightDigest(), first.scale(), first.temperature(), first.files());
    }

    @Test
    void whatCannotBeFoundIsNamed() throws IOException {
        try (CheckpointFiles files = files()) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> files.directory(announced("http://host/model", Map.of())))
                    .withMessageContaining("http://host/model");
            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(() -> files.directory(announced(PLACE.toString(), Map.of())))
                    .withMessageContaining("without the digests of its files");
        }
    }

    private CheckpointFiles files() {
        return new CheckpointFiles(cache, CheckpointFilesIT::objects);
    }

    private static ObjectStore objects() {
        return ObjectStore.open(new S3Access(Optional.of(server.endpoint()), Optional.empty(), true));
    }

    private static Announced remote() throws IOException {
        return announced(PLACE.toString(), digests());
    }

    private static Announced announced(String uri, Map<String, String> files) {
        Announced local = Starters.announced("rich", 1, model);
        return new Announced("rich", 1, uri, local.weightDigest(), local.scale(), local.temperature(), files);
    }

    private static Map<String, String> digests() throws IOException {
        Map<String, String> digests = new HashMap<>();
        try (Stream<Path> files = Files.list(model)) {
            for (Path file : files.toList()) {
                if (HuggingFaceDirectory.isModelFile(file.getFileName().toString())) {
                    digests.put(file.getFileName().toString(), FileDigest.of(file));
                }
            }
        }
        return digests;
    }
}
