package dev.laurel.bench.scorer;

import java.nio.file.Path;
import java.util.Optional;

import picocli.CommandLine.Option;

/** The responses that the scorer is tried on. */
final class ResponsesFile {

    @Option(
            names = "--responses",
            paramLabel = "FILE",
            description = "Texts, as \"${ROOT-COMMAND-NAME} import --responses\" reads them. Default: the sample's")
    private Optional<Path> file;

    Optional<Path> file() {
        return file;
    }
}
