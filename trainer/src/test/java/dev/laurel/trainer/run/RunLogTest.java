package dev.laurel.trainer.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.laurel.trainer.run.WindowRun.Result;
import dev.laurel.trainer.train.Progress;
import dev.laurel.trainer.window.Notice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RunLogTest {

    @TempDir
    Path dir;

    @Test
    void windowsComeBackAsTheyEnded() throws IOException {
        log().add(ended("a"));
        log().add(ended("b"));

        assertThat(log().open(10)).containsExactly(ended("a"), ended("b"));
    }

    @Test
    void onlyTheLatestAreKept() throws IOException {
        IntStream.range(0, 8).forEach(i -> log().add(ended("w" + i)));

        assertThat(log().open(3)).containsExactly(ended("w5"), ended("w6"), ended("w7"));
        assertThat(Files.readAllLines(log().file())).hasSize(3);
    }

    @Test
    void aLineThatACrashCutOffTakesNoOtherWithIt() throws IOException {
        log().add(ended("a"));
        Files.writeString(log().file(), "{\"trigger\":\"sche", StandardOpenOption.APPEND);

        assertThat(log().open(10)).containsExactly(ended("a"));
        log().add(ended("b"));

        assertThat(log().open(10)).containsExactly(ended("a"), ended("b"));
    }

    private RunLog log() {
        return new RunLog(dir.resolve(RunLog.FILE));
    }

    private static WindowRun ended(String id) {
        Progress progress = Progress.reading(id, "plain")
                .noticed(List.of(new Notice(Notice.Kind.TOPIC_RECREATED, "its id is x")), Map.of("number", 1))
                .failed("disk full");
        return WindowRun.begun(Trigger.SCHEDULE, Instant.parse("2026-01-02T02:00:00Z"), progress)
                .ended(Result.FAILED, Instant.parse("2026-01-02T02:00:07Z"));
    }
}
