package dev.laurel.command.console;

import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command writes. */
public final class OutputFile {

    private OutputFile() {}

    /** Asked before long work and not after it. */
    public static void requireWritable(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new CommandException("cannot write " + file + ": it is a directory");
        }
        if (!Files.isDirectory(directory)) {
            throw new CommandException("cannot write " + file + ": there is no directory " + directory);
        }
        if (!Files.isWritable(Files.exists(file) ? file : directory)) {
            throw new CommandException("cannot write " + file);
        }
    }
}
