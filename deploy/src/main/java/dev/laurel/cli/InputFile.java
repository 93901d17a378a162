package dev.laurel.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command reads. */
final class InputFile {

    private InputFile() {}

    static void requireReadable(Path file) {
        if (!Files.exists(file)) {
            throw new CommandException("cannot read " + file + ": there is no such file");
        }
        if (Files.isDirectory(file) || !Files.isReadable(file)) {
            throw new CommandException("cannot read " + file + (Files.isDirectory(file) ? ": it is a directory" : ""));
        }
    }
}
