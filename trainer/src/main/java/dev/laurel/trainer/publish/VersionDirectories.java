package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The versions of one line on this machine: directories named by the version as six digits.
 *
 * @param line its name
 * @param root the directory that holds them, and unfinished windows beside them
 */
record VersionDirectories(String line, Path root) {

    private static final Pattern VERSION = Pattern.compile("\\d{6}");

    /** All versions, by number. */
    List<StoredVersion> versions() throws IOException {
        List<StoredVersion> versions = new ArrayList<>();
        for (Path found : list(name -> VERSION.matcher(name).matches())) {
            versions.add(new StoredVersion(found, Manifest.read(found)));
        }
        return versions;
    }

    Optional<StoredVersion> version(int number) throws IOException {
        Path wanted = of(number);
        return Files.exists(wanted) ? Optional.of(new StoredVersion(wanted, Manifest.read(wanted))) : Optional.empty();
    }

    /** Where a version is or comes to be. */
    Path of(int version) {
        return root.resolve("%06d".formatted(version));
    }

    /** What else lies here under names that begin so. */
    List<Path> beginningWith(String prefix) throws IOException {
        return list(name -> name.startsWith(prefix));
    }

    private List<Path> list(Predicate<String> which) throws IOException {
        try (Stream<Path> found = Files.list(root)) {
            return found.filter(path -> which.test(path.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }
}
