package dev.laurel.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.laurel.command.console.Exit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Stands in for the benches where their module was not built. */
@Command(
        name = "bench",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Experiments and benchmarks; they are not built here.")
final class BenchNotHere implements Callable<Integer> {

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        command.commandLine()
                .getErr()
                .println(
                        "laurel: the benches are not built here; \"mvn -Dquick package -pl deploy/bench -am\" builds them");
        return Exit.USAGE;
    }
}
