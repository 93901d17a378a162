package dev.laurel.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.laurel.client.TrainerClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Saves the report of a version, which any browser shows. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Saves the report that the trainer wrote with a version: a page that needs nothing but a browser.")
final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "VERSION", description = "The version's number.")
    private int version;

    @Option(names = "--line", defaultValue = "default", description = "The model line. Default: ${DEFAULT-VALUE}")
    private String line;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to save it. Default: LINE-VERSION-report.html, or .json, in the current directory")
    private Optional<Path> out;

    @Option(names = "--json", description = "The same content as JSON.")
    private boolean json;

    @Option(names = "--trainer", defaultValue = "http://127.0.0.1:8082", description = "Default: ${DEFAULT-VALUE}")
    private URI trainer;

    @Override
    public Integer call() throws IOException {
        String report = new TrainerClient(trainer).report(line, version, json);
        Path file = out.orElseGet(() -> Path.of(line + "-" + version + "-report" + (json ? ".json" : ".html")));
        Files.writeString(file, report);
        command.commandLine().getOut().println(file.toAbsolutePath().normalize().toUri());
        return Exit.OK;
    }
}
