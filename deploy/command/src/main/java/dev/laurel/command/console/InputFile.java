package dev.laurel.command.console;

import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command reads. */
public final class InputFile {

    private InputFile() {}

    public static void requireReadable(Path file) {
        if (!Files.exists(file)) {
            throw new CommandException("cannot read " + file + ": there is no such file");
        }
        if (Files.isDirectory(file) || !Files.isReadable(file)) {
            throw new CommandException("cannot read " + file + (Files.isDirectory(file) ? ": it is a directory" : ""));
        }
    }
}
