package dev.laurel.scorer.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;

import dev.laurel.reward.checkpoint.CheckpointException;
import dev.laurel.reward.checkpoint.RewardScale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What an announcement may name as files: whoever writes to the topic need not be a trainer. */
class CheckpointFilesTest {

    @TempDir
    Path disk;

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "../secret", "model/../../secret", "", ".", "sub/config.json"})
    void readsNothingOutsideTheVersion(String name) throws IOException {
        Files.writeString(disk.resolve("secret"), "secret");
        assertRefused(name, "cannot hold a file of the name");
    }

    /** A device or a pipe would be read for ever, and no other version be loaded. */
    @Test
    void readsNothingThatIsNoFile() throws IOException {
        Files.createDirectories(disk.resolve("model/config.json"));
        assertRefused("config.json", "is no file");
    }

    private void assertRefused(String name, String reason) throws IOException {
        Path model = Files.createDirectories(disk.resolve("model"));
        Announced version = new Announced(
                "default",
                1,
                model.toUri().toString(),
                "00",
                new RewardScale(0, 1),
                OptionalDouble.empty(),
                Map.of(name, "00"));
        try (CheckpointFiles files = new CheckpointFiles(disk.resolve("cache"), () -> {
            throw new AssertionError("no object store is needed");
        })) {
            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(() -> files.directory(version))
                    .withMessageContaining(reason);
        }
    }
}
