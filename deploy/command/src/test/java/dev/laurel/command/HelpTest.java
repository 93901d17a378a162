package dev.laurel.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.laurel.command.Shell.Ended;
import dev.laurel.command.console.Exit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** Every command explains itself, whatever it needs otherwise. */
class HelpTest {

    static Stream<String> commands() {
        List<String> all = new ArrayList<>();
        collect("", Laurel.commandLine(), all);
        assertThat(all).hasSizeGreaterThan(20);
        return all.stream();
    }

    private static void collect(String name, CommandLine command, List<String> all) {
        all.add(name);
        command.getSubcommands().forEach((sub, line) -> collect((name + " " + sub).strip(), line, all));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpIsGivenAndNothingElseDone(String command) {
        for (String option : List.of("--help", "-h")) {
            Ended ended = Shell.run((Object[]) (command + " " + option).strip().split(" "));

            assertThat(ended.exit()).isEqualTo(Exit.OK);
            assertThat(ended.err()).isEmpty();
            assertThat(ended.out()).startsWith("Usage: laurel").contains("--help");
        }
    }
}
