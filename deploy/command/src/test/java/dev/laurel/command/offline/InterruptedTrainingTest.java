package dev.laurel.command.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.laurel.command.Laurel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A training that is told to end, as Ctrl-C does, in a process of its own. */
class InterruptedTrainingTest {

    private static final int ENDED_BY_SIGTERM = 128 + 15;

    @TempDir
    private Path directory;

    @Test
    void leavesNothingBehind() throws IOException, InterruptedException {
        Path pairs = PairFile.polite(directory.resolve("pairs.jsonl"), 40);
        Path out = directory.resolve("model");
        Path said = directory.resolve("said.txt");
        Process training = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlaurel.columns=120",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Laurel.class.getName(),
                        "train-file",
                        pairs.toString(),
                        "--out",
                        out.toString(),
                        "--epochs",
                        "100000")
                .redirectError(said.toFile())
                .redirectOutput(directory.resolve("out.txt").toFile())
                .start();
        try {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> Files.readString(said).contains("accuracy"));
            assertThat(hidden()).isNotEmpty();

            training.destroy();

            assertThat(training.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            training.destroyForcibly();
        }
        assertThat(training.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(out).doesNotExist();
        assertThat(hidden()).isEmpty();
        assertThat(Files.readString(said))
                .contains("laurel: stopped; nothing is left in " + out)
                .doesNotContain("Exception");
        assertThat(directory.resolve("out.txt")).isEmptyFile();
    }

    private List<Path> hidden() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }
}
