package dev.laurel.command.demo;

import java.nio.file.Path;
import java.util.Map;

import dev.laurel.command.Shell;
import dev.laurel.command.Shell.Ended;
import dev.laurel.command.console.Exit;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DemoCommandTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"--html", "--report"})
    void aReportThatCannotBeWrittenIsToldOfBeforeTheDemoRuns(String option) {
        Path nowhere = directory.resolve("none/report.html");
        Map<Path, String> whys =
                Map.of(directory, "it is a directory", nowhere, "there is no directory " + nowhere.getParent());
        whys.forEach((file, why) -> {
            Ended ended = Shell.run("demo", option, file);

            assertThat(ended.exit()).isEqualTo(Exit.FAILED);
            assertThat(ended.err().strip()).isEqualTo("laurel: cannot write " + file + ": " + why);
        });
    }
}
