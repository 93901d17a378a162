package dev.laurel.trainer.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.laurel.reward.checkpoint.FileDigest;

/**
 * SHA-256 of the files of a version, in the form that {@code sha256sum -c SHA256SUMS} reads. Archives are not among them: their digests are in the manifest, and
 * an erasure changes them.
 */
final class Checksums {

    static final String FILE = "SHA256SUMS";

    private static final String BETWEEN = "  ";
    private static final int DIGEST = 64;

    private Checksums() {}

    /** Writes the digests of all files that are there. */
    static void write(Path directory) throws IOException {
        Map<String, String> digests = FileDigest.of(directory, names(directory));
        List<String> lines = digests.entrySet().stream()
                .map(file -> file.getValue() + BETWEEN + file.getKey())
                .toList();
        Files.write(directory.resolve(FILE), lines);
    }

    /** Digests by name. */
    static Map<String, String> read(Path directory) {
        Path file = directory.resolve(FILE);
        if (Files.notExists(file)) {
            throw new TamperedException(file + " is missing");
        }
        Map<String, String> digests = new TreeMap<>();
        for (String line : lines(file)) {
            if (!line.startsWith(BETWEEN, DIGEST)) {
                throw new TamperedException(file + " was changed: it holds no digest in the line \"" + line + "\"");
            }
            digests.put(line.substring(DIGEST + BETWEEN.length()), line.substring(0, DIGEST));
        }
        return digests;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !isArchive(name) && !name.equals(FILE) && !name.equals(Manifest.FILE))
                    .toList();
        }
    }

    static boolean isArchive(String name) {
        return name.endsWith(".avro");
    }
}
