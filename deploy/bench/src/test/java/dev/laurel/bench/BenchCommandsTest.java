package dev.laurel.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.laurel.command.Laurel;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** The laurel command finds the benches, and every one explains itself. */
class BenchCommandsTest {

    static Stream<List<String>> benches() {
        CommandLine bench = Laurel.commandLine().getSubcommands().get("bench");
        assertThat(bench.getSubcommands()).hasSizeGreaterThan(10);
        return Stream.concat(
                Stream.of(List.of("bench")),
                bench.getSubcommands().keySet().stream().map(name -> List.of("bench", name)));
    }

    @ParameterizedTest
    @MethodSource("benches")
    void aBenchIsFoundAndExplainsItself(List<String> bench) {
        List<String> asked = new ArrayList<>(bench);
        asked.add("--help");
        var out = new StringWriter();

        int exit = Laurel.commandLine().setOut(new PrintWriter(out)).execute(asked.toArray(String[]::new));

        assertThat(exit).isZero();
        assertThat(out.toString()).startsWith("Usage: laurel " + String.join(" ", bench));
    }
}
