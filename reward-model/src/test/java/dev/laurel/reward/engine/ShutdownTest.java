package dev.laurel.reward.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.laurel.reward.Golden;
import dev.laurel.reward.TestEngine;
import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.reward.train.TrainingRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A JVM that is told to end while the native library computes. */
class ShutdownTest {

    private static final int ENDED_BY_SIGTERM = 128 + 15;

    @TempDir
    Path dir;

    /** Trains until it is killed. */
    public static final class Training {

        public static void main(String[] arguments) {
            Engine engine = TestEngine.start(Dtype.FLOAT32);
            Path start = Path.of(arguments[0]);
            TrainingRun run = TrainingRun.start(start, engine, TrainingOptions.DEFAULTS, Long.MAX_VALUE);
            while (true) {
                System.out.println(run.step(Golden.pairs()).step());
            }
        }
    }

    @Test
    void sigtermDuringTrainingEndsTheJvmWithoutACrash() throws IOException, InterruptedException {
        Path start = Golden.withTokenizer("qwen2_rm_f32", dir.resolve("start"));
        Process training = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ErrorFile=" + dir.resolve("crash.log"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Training.class.getName(),
                        start.toString()))
                .redirectError(dir.resolve("stderr.log").toFile())
                .start();
        try (BufferedReader steps = training.inputReader()) {
            while (!"20".equals(steps.readLine())) {
                assertThat(training.isAlive()).isTrue();
            }
            training.toHandle().destroy(); // SIGTERM; the process' own destroy() would also close its output
            steps.lines().forEach(line -> assertThat(line).matches("\\d+"));
        }
        assertThat(training.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(training.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files).noneMatch(file -> file.endsWith("crash.log"));
        }
    }
}
