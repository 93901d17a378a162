package dev.laurel.command.rescore;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import dev.laurel.objects.Download;
import dev.laurel.objects.ObjectStore;
import dev.laurel.objects.S3Access;
import dev.laurel.objects.S3Location;
import dev.laurel.schema.Checkpoint;

/**
 * An announced version as a directory of this machine: where it was announced to be, or fetched from an object store into a temporary directory that goes
 * when this is closed. Fetched files have the digests that were announced; weights are to be held against theirs by who loads them.
 */
public final class CheckpointDirectory implements AutoCloseable {

    private final Path path;
    private final boolean temporary;

    private CheckpointDirectory(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    /**
     * @throws IOException naming a file that the object store does not give, or gives changed
     * @throws IllegalArgumentException naming a URI that is neither a directory's nor an object store's
     */
    public static CheckpointDirectory of(Checkpoint checkpoint, S3Access access) throws IOException {
        String uri = checkpoint.getUri();
        if (!S3Location.isOne(uri)) {
            return new CheckpointDirectory(local(uri), false);
        }
        if (checkpoint.getFiles().isEmpty()) {
            throw new IllegalArgumentException(uri + " was announced without the digests of its files");
        }
        Path fresh = Files.createTempDirectory("laurel-rescore-");
        CheckpointDirectory fetched = new CheckpointDirectory(fresh, true);
        try (ObjectStore store = ObjectStore.open(access)) {
            new Download(store).fetch(S3Location.parse(uri), checkpoint.getFiles(), fresh);
            return fetched;
        } catch (IOException | RuntimeException e) {
            fetched.close();
            throw e;
        }
    }

    private static Path local(String uri) {
        try {
            return Path.of(URI.create(uri));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new IllegalArgumentException("uri is not that of a directory: \"" + uri + "\"", e);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        if (temporary) {
            try (Stream<Path> files = Files.list(path)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(path);
        }
    }
}
