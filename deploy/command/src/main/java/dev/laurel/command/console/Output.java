package dev.laurel.command.console;

import java.io.PrintWriter;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command prints its result: text for people, or JSON. */
public final class Output {

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** @param text whole lines */
    public void print(JsonNode result, Supplier<String> text) {
        PrintWriter out = command.commandLine().getOut();
        out.print(json ? result.toPrettyString() + System.lineSeparator() : text.get());
        out.flush();
    }

    /** Prints what was found; the exit code that says whether it is sound. */
    public int print(Findings found) {
        print(found.json(), found::text);
        return found.isSound() ? Exit.OK : Exit.FAILED;
    }
}
