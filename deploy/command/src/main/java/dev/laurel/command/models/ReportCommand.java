package dev.laurel.command.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.laurel.command.console.Exit;
import dev.laurel.command.console.OutputFile;
import dev.laurel.command.option.LineChoice;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
public final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "VERSION", description = "The version's number.")
    private int version;

    @Mixin
    private LineChoice line;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to save it. Default: LINE-VERSION-report.html, or .json, in the current directory")
    private Optional<Path> out;

    @Option(names = "--json", description = "The same content as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        out.ifPresent(OutputFile::requireWritable);
        String report = line.trainer().report(line.name(), version, json);
        Path file = out.orElseGet(() -> Path.of(line.name() + "-" + version + "-report" + (json ? ".json" : ".html")));
        Files.writeString(file, report);
        command.commandLine().getOut().println(file.toAbsolutePath().normalize().toUri());
        return Exit.OK;
    }
}
