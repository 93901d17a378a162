package dev.laurel.command.option;

import java.nio.file.Path;
import java.util.Optional;

import dev.laurel.command.console.InputFile;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A file of JSON Lines that a command reads, or the first rows of one. */
public final class RowsFile {

    @Parameters(paramLabel = "FILE", description = "JSON Lines, plain or gzipped.")
    private Path file;

    @Option(names = "--limit", paramLabel = "ROWS", description = "Use the first rows of the file only.")
    private Optional<Long> limit;

    /** @throws dev.laurel.command.console.CommandException if it cannot be read */
    public void requireReadable() {
        InputFile.requireReadable(file);
    }

    public Path file() {
        return file;
    }

    /** Most rows to read. */
    public long most() {
        return limit.orElse(Long.MAX_VALUE);
    }
}
