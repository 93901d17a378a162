package dev.laurel.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChildrenIT {

    private static final Pattern STARTED = Pattern.compile("Started\\[part=\\w+, pid=(\\d+)]");

    @TempDir
    Path data;

    private final Recorder recorder = new Recorder();

    @Test
    void theDeathOfAChildIsReported() throws Exception {
        try (Stack stack = Stack.start(options(Part.BROKER))) {
            recorder.process(Part.BROKER).destroyForcibly();

            StackEvent.Died died = recorder.death();

            assertThat(died.part()).isEqualTo(Part.BROKER);
            assertThat(died.exitStatus()).isEqualTo(128 + 9);
            assertThat(died)
                    .asString()
                    .startsWith("broker ended with status 137")
                    .endsWith("; its log is " + stack.log(Part.BROKER))
                    .doesNotContain("\n");
            assertThat(stack.log(Part.BROKER)).isNotEmptyFile();
        }
    }

    @Test
    void aChildThatIsStoppedHasNotDied() throws Exception {
        Stack.start(options(Part.BROKER)).close();

        awaitEnd(recorder.started());
        assertThat(recorder.heard()).last().isEqualTo(new StackEvent.Stopped(Part.BROKER));
    }

    @Test
    void aPartThatFailsToStartIsNamedAndTheOthersAreStopped() throws Exception {
        Files.createDirectories(data.resolve("registry"));
        Files.writeString(data.resolve("registry/schemas.mv.db"), "no database");

        assertThatThrownBy(() -> Stack.start(options(Part.BROKER, Part.REGISTRY)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("registry ended with status 1: ")
                .hasMessageContaining("; its log is " + data.resolve("logs/registry.log"))
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("Exception");

        awaitEnd(recorder.started());
        assertThat(recorder.started()).hasSize(2);
    }

    @Test
    void aTakenPortStartsNothingAndLeavesNothing() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StackOptions options = options(Part.BROKER, Part.REGISTRY)
                    .disposable(true)
                    .ports(Ports.random().with(Part.REGISTRY, taken.getLocalPort()));

            assertThatThrownBy(() -> Stack.start(options))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " for registry")
                    .hasMessageContaining("--registry-port");
        }

        assertThat(recorder.heard()).isEmpty();
        assertThat(data).doesNotExist();
    }

    @Test
    void aFailedProvisioningStopsWhatRan() throws Exception {
        StackOptions options = options(Part.BROKER).provisioning(stack -> {
            throw new IOException("topic praise.given.v1 has 3 partitions, not 4");
        });

        assertThatThrownBy(() -> Stack.start(options))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("has 3 partitions, not 4");

        awaitEnd(recorder.started());
        assertThat(recorder.started()).hasSize(1);
    }

    @Test
    void aKilledParentLeavesNoProcess() throws Exception {
        Process parent = parent(Part.BROKER, Part.REGISTRY);
        List<ProcessHandle> children = awaitChildren(parent, 2);

        parent.destroyForcibly();

        awaitHandles(children);
    }

    /** What a terminal does on Ctrl-C: the signal goes to parent and children alike. */
    @Test
    void anInterruptedParentStopsItsChildrenInTurn() throws Exception {
        Process parent = parent(Part.BROKER);
        ProcessHandle broker = awaitChildren(parent, 1).get(0);
        BufferedReader output = parent.inputReader();
        assertThat(output.readLine()).startsWith("Ready[part=BROKER");

        assertThat(signal("INT", broker.pid(), parent.pid())).isZero();

        assertThat(output.lines())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("Stopping[part=BROKER, recording="),
                        last -> assertThat(last).isEqualTo("Stopped[part=BROKER]"));
        awaitHandles(List.of(broker));
    }

    private static int signal(String name, long... processes) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        LongStream.of(processes).mapToObj(Long::toString).forEach(command::add);
        return new ProcessBuilder(command).start().waitFor();
    }

    private StackOptions options(Part... parts) {
        return StackOptions.keeping(Checkout.find(), data)
                .parts(Set.of(parts))
                .ports(Ports.random())
                .listener(recorder);
    }

    private Process parent(Part... parts) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "env", // a build in the background ignores Ctrl-C, and so would its children
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + Checkout.ROOT + "=" + Checkout.find().root(),
                "-cp",
                System.getProperty("java.class.path"),
                StackParent.class.getName(),
                data.toString()));
        for (Part part : parts) {
            command.add(part.name());
        }
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Reads the parent's output until it has started {@code count} children, which are then still on their way up. */
    private static List<ProcessHandle> awaitChildren(Process parent, int count) throws IOException {
        List<ProcessHandle> children = new ArrayList<>();
        BufferedReader output = parent.inputReader();
        while (children.size() < count) {
            Matcher started = STARTED.matcher(output.readLine());
            assertThat(started.matches()).isTrue();
            children.add(ProcessHandle.of(Long.parseLong(started.group(1))).orElseThrow());
        }
        return children;
    }

    private static void awaitEnd(List<StackEvent.Started> started) throws Exception {
        awaitHandles(started.stream()
                .flatMap(event -> ProcessHandle.of(event.pid()).stream())
                .toList());
    }

    private static void awaitHandles(List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            process.onExit().get(20, TimeUnit.SECONDS);
        }
    }
}
