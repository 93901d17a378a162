package dev.laurel.bench.kit;

import java.nio.file.Path;
import java.util.Optional;

import dev.laurel.command.console.InputFile;
import dev.laurel.stack.Checkout;

import picocli.CommandLine.Option;

/** The responses that a scorer is tried on. */
public final class ResponsesFile {

    @Option(
            names = "--responses",
            paramLabel = "FILE",
            description = "Texts, as \"${ROOT-COMMAND-NAME} import --responses\" reads them. Default: the sample's")
    private Optional<Path> file;

    /** @throws dev.laurel.command.console.CommandException if it cannot be read */
    public Path readable() {
        Path found =
                file.orElseGet(() -> Checkout.find().root().resolve("deploy/command/src/main/sample/responses.jsonl"));
        InputFile.requireReadable(found);
        return found;
    }
}
