package dev.laurel.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ClassArchiveTest {

    @TempDir
    Path directory;

    private Program program;

    @BeforeEach
    void writesAJar() throws Exception {
        Path jar = Files.writeString(directory.resolve("ingest.jar"), "one");
        program = new Program(List.of(jar), "Main", directory.resolve("archives"));
    }

    @Test
    void isRecordedOnceAndThenUsed() throws Exception {
        ClassArchive first = archive();
        assertThat(first.options())
                .contains("-XX:ArchiveClassesAtExit=" + first.recording().orElseThrow());

        record(first, true);

        assertThat(archive().recording()).isEmpty();
        assertThat(archive().options()).contains("-XX:SharedArchiveFile=" + first.file());
    }

    @Test
    void aProcessThatBrokeOffLeavesNone() throws Exception {
        record(archive(), false);

        assertThat(archive().recording()).isPresent();
        assertThat(program.archives()).isEmptyDirectory();
    }

    @Test
    void otherJarsHaveAnotherThatTakesTheOldOnesPlace() throws Exception {
        Path kept = Files.createFile(Files.createDirectories(program.archives()).resolve("ingest-99+1-aaaaaaaa.jsa"));
        ClassArchive old = archive();
        record(old, true);
        Files.writeString(program.jars().get(0), "another");

        ClassArchive archive = archive();
        record(archive, true);

        assertThat(archive.file()).isNotEqualTo(old.file());
        assertThat(program.archives().toFile().listFiles())
                .as("that of another JVM stays")
                .containsExactlyInAnyOrder(archive.file().toFile(), kept.toFile());
    }

    @Test
    void aCheckoutThatCannotBeWrittenToIsUsedWithout() throws Exception {
        Files.createFile(program.archives());

        assertThat(archive().recording()).isEmpty();
    }

    private ClassArchive archive() {
        return ClassArchive.of(Part.INGEST, program);
    }

    private static void record(ClassArchive archive, boolean whole) throws Exception {
        Files.createFile(archive.recording().orElseThrow());
        archive.ended(whole);
    }
}
