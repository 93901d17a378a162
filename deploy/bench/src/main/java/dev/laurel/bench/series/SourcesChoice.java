package dev.laurel.bench.series;

import java.nio.file.Path;
import java.util.Map;

import dev.laurel.command.console.InputFile;

import picocli.CommandLine.Option;

/** The sources that windows are drawn from, and which of their prompts are held out. */
public final class SourcesChoice {

    @Option(
            names = "--source",
            required = true,
            paramLabel = "NAME=FILE",
            description =
                    "A source of preference pairs, in any form that \"${ROOT-COMMAND-NAME} import\" reads. Several are possible.")
    private Map<String, Path> files;

    @Option(
            names = "--hold-out",
            defaultValue = "0.2",
            description = "Share of the prompts that is held out. Default: ${DEFAULT-VALUE}")
    private double holdOut;

    @Option(names = "--seed", defaultValue = "1", description = "Of the pairs' order. Default: ${DEFAULT-VALUE}")
    private long seed;

    /**
     * The files, by the sources' names.
     *
     * @throws dev.laurel.command.console.CommandException if one cannot be read
     */
    public Map<String, Path> readable() {
        files.values().forEach(InputFile::requireReadable);
        return files;
    }

    public double holdOut() {
        return holdOut;
    }

    public long seed() {
        return seed;
    }
}
