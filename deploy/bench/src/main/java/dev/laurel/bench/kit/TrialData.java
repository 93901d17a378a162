package dev.laurel.bench.kit;

import java.nio.file.Path;
import java.util.Optional;

import picocli.CommandLine.Option;

/** Where the stack of a trial keeps what it writes. */
public final class TrialData {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "An empty directory that keeps topics and logs. Default: a temporary one")
    private Optional<Path> directory;

    public Optional<Path> directory() {
        return directory;
    }
}
