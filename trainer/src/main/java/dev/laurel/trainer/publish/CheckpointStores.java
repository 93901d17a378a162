package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.objects.ObjectStore;
import dev.laurel.objects.S3Location;

/**
 * The stores of all lines: below one directory of this machine and, if there is one, in one object store.
 *
 * @param root the directory of all lines
 */
public record CheckpointStores(Path root, Optional<Remote> remote) {

    /** @param place of all lines in the object store */
    public record Remote(ObjectStore objects, S3Location place) {}

    public CheckpointStores {
        root = root.toAbsolutePath().normalize();
    }

    public static CheckpointStores onThisMachine(Path root) {
        return new CheckpointStores(root, Optional.empty());
    }

    public CheckpointStore of(String line) throws IOException {
        return new CheckpointStore(
                root, line, remote.map(there -> new RemoteVersions(there.objects(), there.place(), line)));
    }

    /** Names of the lines that have a store on this machine, also of those that are no longer configured. */
    public List<String> lines() throws IOException {
        try (Stream<Path> found = Files.list(root)) {
            return found.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
