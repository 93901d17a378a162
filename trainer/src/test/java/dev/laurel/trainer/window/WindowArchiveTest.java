package dev.laurel.trainer.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.Pairs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class WindowArchiveTest {

    @TempDir
    Path dir;

    @Test
    void readsWhatWasWritten() throws IOException {
        List<PreferencePair> pairs = Pairs.polite(0, 300);

        WindowArchive.write(dir.resolve("a.avro"), pairs);

        assertThat(WindowArchive.read(dir.resolve("a.avro"))).isEqualTo(pairs);
    }

    @Test
    void samePairsGiveTheSameBytes() throws IOException {
        WindowArchive.write(dir.resolve("a.avro"), Pairs.polite(0, 30));
        WindowArchive.write(dir.resolve("b.avro"), Pairs.polite(0, 30));

        assertThat(dir.resolve("a.avro")).hasSameBinaryContentAs(dir.resolve("b.avro"));
    }

    @Test
    void anythingElseIsNamed() throws IOException {
        Path file = Files.writeString(dir.resolve("a.avro"), "not an archive");

        assertThatIOException().isThrownBy(() -> WindowArchive.read(file)).withMessageContaining("a.avro");
    }
}
