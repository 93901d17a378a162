package dev.laurel.objects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import dev.laurel.stack.ObjectServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** Against a real S3 server, a process of its own. */
class ObjectStoreIT {

    private static final String BUCKET = "checkpoints";
    private static final S3Location PLACE = S3Location.parse("s3://checkpoints/laurel");
    private static final String DIGEST_OF_HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir
    static Path data;

    @TempDir
    Path files;

    private static ObjectServer server;
    private static ObjectStore store;

    @BeforeAll
    static void start() throws IOException {
        ObjectServer.CREDENTIALS.forEach(System::setProperty);
        server = ObjectServer.start(data, BUCKET);
        store = ObjectStore.open(new S3Access(Optional.of(server.endpoint()), Optional.empty(), true));
    }

    @AfterAll
    static void stop() {
        store.close();
        server.close();
    }

    @Test
    void ofTwoWhoWriteTheSameObjectOneSucceeds() throws IOException {
        S3Location manifest = PLACE.resolve("000001.json");

        assertThat(store.putIfAbsent(manifest, "mine".getBytes(UTF_8))).isTrue();
        assertThat(store.putIfAbsent(manifest, "yours".getBytes(UTF_8))).isFalse();
        assertThat(store.putIfAbsent(manifest, "mine".getBytes(UTF_8)))
                .as("a second try after a lost answer")
                .isTrue();

        assertThat(store.read(manifest)).get().isEqualTo("mine".getBytes(UTF_8));
    }

    @Test
    void listsAndDeletes() throws IOException {
        Path file = Files.writeString(files.resolve("file"), "content");
        store.put(PLACE.resolve("list/a/one"), file);
        store.put(PLACE.resolve("list/two"), file);

        assertThat(store.list(PLACE.resolve("list"))).containsExactly("a/one", "two");
        store.delete(PLACE.resolve("list/a/one"));
        store.delete(PLACE.resolve("list/never-there"));
        assertThat(store.list(PLACE.resolve("list"))).containsExactly("two");
        assertThat(store.read(PLACE.resolve("list/a/one"))).isEmpty();
    }

    @Test
    void fetchesOnlyWhatHasItsDigest() throws IOException {
        S3Location place = PLACE.resolve("fetch");
        store.put(place.resolve("weights"), Files.writeString(files.resolve("weights"), "hello"));
        Path into = Files.createDirectory(files.resolve("into"));

        new Download(store).fetch(place, Map.of("weights", DIGEST_OF_HELLO), into);
        assertThat(into.resolve("weights")).hasContent("hello");

        Files.writeString(server.object(BUCKET, "laurel/fetch/weights"), "hallo");
        new Download(store).fetch(place, Map.of("weights", DIGEST_OF_HELLO), into); // it is there already
        Files.delete(into.resolve("weights"));
        assertThatIOException()
                .isThrownBy(() -> new Download(store).fetch(place, Map.of("weights", DIGEST_OF_HELLO), into))
                .withMessageContaining("s3://checkpoints/laurel/fetch/weights was changed")
                .withMessageContaining(DIGEST_OF_HELLO);
        assertThat(into).isEmptyDirectory();
    }

    @Test
    void writesOnlyIntoTheDirectory() throws IOException {
        Path into = Files.createDirectory(files.resolve("inside"));

        assertThatIOException()
                .isThrownBy(() -> new Download(store).fetch(PLACE, Map.of("../outside", DIGEST_OF_HELLO), into))
                .withMessageContaining("../outside");
    }

    @Test
    void namesWhatDoesNotAnswer() throws IOException {
        S3Access nowhere = new S3Access(Optional.of(java.net.URI.create("http://127.0.0.1:9")), Optional.empty(), true);
        try (ObjectStore down = ObjectStore.open(nowhere)) {
            assertThatExceptionOfType(ObjectStoreException.class)
                    .isThrownBy(() -> down.list(PLACE))
                    .withMessageContaining("http://127.0.0.1:9 could not list s3://checkpoints/laurel");
        }
        assertThatExceptionOfType(ObjectStoreException.class)
                .isThrownBy(() -> store.list(S3Location.parse("s3://no-such-bucket/laurel")))
                .withMessageContaining("no-such-bucket");
    }
}
