package dev.laurel.trainer.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Files and directories that are there whole or not at all, also after a crash of the machine. */
public final class Durable {

    private Durable() {}

    /**
     * Gives a prepared file, or a directory of files, its name.
     *
     * @throws IOException if the disk does not take it, or a directory of that name is already there
     */
    public static void rename(Path prepared, Path target) throws IOException {
        if (Files.isDirectory(prepared)) {
            try (Stream<Path> files = Files.list(prepared)) {
                for (Path file : files.toList()) {
                    force(file);
                }
            }
        }
        force(prepared);
        Files.move(prepared, target, StandardCopyOption.ATOMIC_MOVE);
        force(target.toAbsolutePath().getParent());
    }

    /** Writes a file in one piece. */
    public static void write(Path file, byte[] content) throws IOException {
        Path prepared = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(prepared, content);
        rename(prepared, file);
    }

    /** Deletes a directory with all that it holds, if it is there. */
    public static void delete(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
