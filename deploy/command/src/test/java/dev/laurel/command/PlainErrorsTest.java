package dev.laurel.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.laurel.command.Shell.Ended;
import dev.laurel.command.console.Exit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a user can mend is one sentence that names it, whatever the command. */
class PlainErrorsTest {

    private static final String NOWHERE = "127.0.0.1:9";

    @TempDir
    private Path directory;

    @Test
    void aBrokerThatDoesNotAnswerIsNamed() throws IOException {
        Path hurry = Files.writeString(
                directory.resolve("hurry.properties"), "default.api.timeout.ms=800\nrequest.timeout.ms=500\n");

        for (String command : List.of("models", "lineage r1", "export-sft --out " + directory.resolve("sft.jsonl"))) {
            Object[] words = (command + " --bootstrap-servers " + NOWHERE + " --client-config " + hurry).split(" ");
            assertOneLine(
                    Shell.run(words), Exit.UNREACHABLE, "Kafka at " + NOWHERE + " does not answer; is it running?");
        }
    }

    @Test
    void aServiceThatDoesNotAnswerIsNamed() {
        String address = "http://" + NOWHERE;
        for (String command : List.of(
                "train",
                "models 1",
                "report 1",
                "promote 1 --reason r",
                "rollback --reason r",
                "reproduce 1",
                "erase --tenant t --subject s --reason r --actor a")) {
            Object[] words = (command + " --trainer " + address).split(" ");
            assertOneLine(Shell.run(words), Exit.UNREACHABLE, "no answer from " + address + "/v1/");
        }
    }

    @Test
    void anAddressThatIsNoneIsNamed() {
        for (String address : List.of("localhost:8082", "127.0.0.1", "ftp://a/b", "http://")) {
            assertThat(Shell.run("train", "--trainer", address)).satisfies(ended -> {
                assertThat(ended.err()).startsWith("laurel: ").contains(address).doesNotContain("\tat ");
                assertThat(ended.exit()).isNotEqualTo(Exit.OK);
            });
        }
    }

    @Test
    void aStackThatCannotStartSaysWhy() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertOneLine(Shell.run("up", "--data", file, "--broker-port", 0), Exit.FAILED, "--data");
        assertThat(Shell.run("up", "--data", directory, "--broker-port", 99_999).err())
                .startsWith("laurel: port 99999 of broker is not in 0..65535");
        assertThat(Shell.run("up", "--data", directory, "--timeout", 0).err())
                .contains("timeout of 0 s is not above 0");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamedBeforeAnybodyIsAsked() {
        Path file = directory.resolve("none/file");
        String why = "cannot write " + file + ": there is no directory " + file.getParent();

        assertOneLine(Shell.run("export-sft", "--out", file, "--bootstrap-servers", NOWHERE), Exit.FAILED, why);
        for (String command : List.of("report 1", "export-window --next")) {
            Object[] words = (command + " --trainer http://" + NOWHERE + " --out " + file).split(" ");
            assertOneLine(Shell.run(words), Exit.FAILED, why);
        }
    }

    @Test
    void stepsThatAreNoneAreNotUnderstood() {
        for (int steps : new int[] {0, -1}) {
            Ended ended = Shell.run("reproduce", "1", "--steps", steps, "--trainer", "http://" + NOWHERE);

            assertThat(ended.err()).startsWith("laurel: --steps " + steps + " is not above 0");
            assertThat(ended.exit()).isEqualTo(Exit.USAGE);
        }
    }

    @Test
    void benchesThatAreNotBuiltAreNamed() {
        assertOneLine(
                Shell.run("bench", "soak", "--minutes", 3), Exit.USAGE, "mvn -Dquick package -pl deploy/bench -am");
    }

    @Test
    void aTenantThatIsNoneIsNamed() {
        assertOneLine(
                Shell.run("lineage", "r1", "--tenant", "a/b", "--prompt", "p", "--bootstrap-servers", NOWHERE),
                Exit.FAILED,
                "\"a/b\"");
    }

    private static void assertOneLine(Ended ended, int exit, String what) {
        assertThat(ended.err()).startsWith("laurel: ").contains(what).doesNotContain("Exception");
        assertThat(ended.err().lines()).hasSize(1);
        assertThat(ended.exit()).isEqualTo(exit);
    }
}
