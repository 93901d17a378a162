package dev.laurel.stack;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The classes of a program as this JVM has once loaded and checked them, in a file that later starts map into memory
 * instead (class-data sharing). The first process that becomes ready and ends in order leaves it behind; other jars or
 * another JVM have another one, and the JVM itself passes over one that does not fit.
 *
 * @param file of these jars and this JVM
 * @param recording what a process started now is to write when it ends; empty if {@link #file} is there, or could not be kept
 */
record ClassArchive(Path file, Optional<Path> recording) {

    private static final String SUFFIX = ".jsa";

    /** Without it the JVM says of every class it passes over why it does. */
    private static final String SILENT = "-Xlog:cds=off,cds+dynamic=off";

    static ClassArchive of(Part part, Program program) {
        String jvm = part.label() + "-" + System.getProperty("java.vm.version");
        String name = "%s-%08x".formatted(jvm, key(program));
        Path directory = program.archives();
        Path file = directory.resolve(name + SUFFIX);
        boolean records = !Files.exists(file) && isKept(directory);
        return new ClassArchive(
                file,
                records
                        ? Optional.of(directory.resolve(name + "." + UUID.randomUUID() + ".recording"))
                        : Optional.empty());
    }

    private static boolean isKept(Path directory) {
        try {
            return Files.isWritable(Files.createDirectories(directory));
        } catch (IOException e) {
            return false; // somebody else's checkout: everything works without
        }
    }

    private static long key(Program program) {
        CRC32 key = new CRC32();
        for (Path jar : program.jars()) {
            File file = jar.toFile();
            key.update((jar + " " + file.length() + " " + file.lastModified() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return key.getValue();
    }

    /** What the JVM is told: to record it, or to use it if it is there. */
    List<String> options() {
        return List.of(
                recording.map("-XX:ArchiveClassesAtExit=%s"::formatted).orElse("-XX:SharedArchiveFile=" + file),
                SILENT);
    }

    /**
     * Takes what the ended process has recorded in place of earlier ones of the same part and JVM, or removes it.
     *
     * @param whole whether the process was ready and ended in order, so that it loaded what a start loads
     */
    void ended(boolean whole) {
        if (recording.isEmpty() || !Files.exists(recording.get())) {
            return;
        }
        try {
            if (whole) {
                Files.move(recording.get(), file, StandardCopyOption.ATOMIC_MOVE);
                removeEarlier();
            } else {
                Files.delete(recording.get());
            }
        } catch (IOException e) {
            throw new StackException("the class archive " + file + " cannot be kept: " + Plain.reason(e), e);
        }
    }

    private void removeEarlier() throws IOException {
        String name = file.getFileName().toString();
        String jvm = name.substring(0, name.lastIndexOf('-') + 1);
        try (Stream<Path> files = Files.list(file.getParent())) {
            List<Path> earlier = files.filter(other -> other.toString().endsWith(SUFFIX)
                            && other.getFileName().toString().startsWith(jvm)
                            && !other.equals(file))
                    .toList();
            for (Path other : earlier) {
                Files.deleteIfExists(other);
            }
        }
    }
}
