package dev.laurel.command.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.laurel.command.console.Exit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@code laurel up} as its user runs it: a process of its own, with all its parts. */
class UpIT {

    private static final int PARTS = 5;

    @TempDir
    private Path directory;

    private Process laurel;

    @AfterEach
    void stop() throws Exception {
        laurel.destroy();
        laurel.waitFor();
    }

    @Test
    void aKilledPartIsReportedAndTheRestStopped() throws Exception {
        laurel = laurel("0");
        awaitUp(laurel.inputReader());
        List<ProcessHandle> parts = laurel.descendants().toList();
        assertThat(parts).hasSize(PARTS);

        part(parts, "trainer").destroyForcibly();

        assertThat(laurel.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(laurel.exitValue()).isEqualTo(Exit.FAILED);
        assertThat(laurel.errorReader().lines().collect(Collectors.joining("\n")))
                .contains("trainer ended with status 137", "the trainer died, so the rest is stopped too");
        awaitGone(parts);
    }

    @Test
    void ctrlCSaysWhatIsDoneAndLeavesNoProcessBehind() throws Exception {
        laurel = laurel("0");
        BufferedReader output = laurel.inputReader();
        awaitUp(output);
        List<ProcessHandle> parts = laurel.descendants().toList();
        assertThat(parts).hasSize(PARTS);

        new ProcessBuilder("kill", "-INT", String.valueOf(laurel.pid())).start().waitFor();

        assertThat(laurel.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output.lines())
                .filteredOn(line -> line.startsWith("Stopping"))
                .hasSize(1);
        awaitGone(parts);
    }

    @Test
    void aPortInUseIsNamedWithTheOptionThatChangesIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            laurel = laurel(String.valueOf(taken.getLocalPort()));

            assertThat(laurel.waitFor(60, TimeUnit.SECONDS)).isTrue();

            assertThat(laurel.exitValue()).isEqualTo(Exit.FAILED);
            assertThat(laurel.errorReader().lines().collect(Collectors.joining("\n")))
                    .contains("port " + taken.getLocalPort() + " for broker", "--broker-port");
        }
    }

    private Process laurel(String brokerPort) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "env", // a build in the background ignores Ctrl-C, and so would its children
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlaurel.root=" + System.getProperty("laurel.root"),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.laurel.command.Laurel",
                "up",
                "--data",
                directory.toString(),
                "--broker-port",
                brokerPort));
        for (String part : List.of("registry", "ingest", "trainer", "scorer")) {
            command.addAll(List.of("--" + part + "-port", "0"));
        }
        return new ProcessBuilder(command).start();
    }

    private static void awaitUp(BufferedReader output) {
        assertThat(output.lines()
                        .filter(line -> line.startsWith("Laurel is up"))
                        .findFirst())
                .isPresent();
    }

    private static ProcessHandle part(List<ProcessHandle> parts, String name) {
        return parts.stream()
                .filter(part -> part.info()
                        .arguments()
                        .map(List::of)
                        .orElse(List.of())
                        .toString()
                        .contains("/" + name + "/"))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitGone(List<ProcessHandle> parts) {
        await().atMost(30, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(parts).noneMatch(ProcessHandle::isAlive));
    }
}
