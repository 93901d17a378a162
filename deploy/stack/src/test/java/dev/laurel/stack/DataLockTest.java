package dev.laurel.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DataLockTest {

    @TempDir
    Path directory;

    @Test
    void aSecondStackIsToldWhoHasTheDirectory() {
        Path data = directory.resolve("data");
        DataLock first = DataLock.take(data);

        assertThatThrownBy(() -> DataLock.take(data))
                .isInstanceOf(StackException.class)
                .hasMessage("the data directory " + data
                        + " is in use by another stack: stop it, or choose another directory with --data");

        first.close();
        assertThatCode(() -> DataLock.take(data).close()).doesNotThrowAnyException();
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        for (Path data : new Path[] {file, file.resolve("below")}) {
            assertThatThrownBy(() -> DataLock.take(data))
                    .isInstanceOf(StackException.class)
                    .hasMessageStartingWith("the data directory " + data + " cannot be used: ")
                    .hasMessageContaining("--data")
                    .hasMessageNotContaining("Exception");
        }
    }
}
