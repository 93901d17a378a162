package dev.laurel.scorer.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.laurel.objects.Download;
import dev.laurel.objects.ObjectStore;
import dev.laurel.objects.S3Location;
import dev.laurel.reward.checkpoint.CheckpointException;
import dev.laurel.reward.checkpoint.FileDigest;
import dev.laurel.schema.accept.Shown;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announced versions as directories on this machine: where the trainer wrote them, or fetched from an object store into a cache. Files are held against the digests
 * that were announced; weights of a directory have theirs checked when they are loaded. For one thread.
 */
public final class CheckpointFiles implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFiles.class);

    private static final int KEPT = 2;

    private final Path cache;
    private final Supplier<ObjectStore> objects;
    private Optional<ObjectStore> open = Optional.empty();

    /**
     * Files of announced versions.
     *
     * @param cache where fetched versions are kept; created when it is needed
     * @param objects opens the object store when the first version comes from one
     */
    public CheckpointFiles(Path cache, Supplier<ObjectStore> objects) {
        this.cache = cache.toAbsolutePath().normalize();
        this.objects = objects;
    }

    /**
     * The directory of a version, its files verified.
     *
     * @throws CheckpointException naming a file that is not the one that was announced
     * @throws UncheckedIOException if the object store does not give it
     */
    public Path directory(Announced version) {
        try {
            if (S3Location.isOne(version.uri())) {
                return fetched(version);
            }
            Path directory = local(version.uri());
            verify(directory, version.files());
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Deletes the cached versions of a line but the two that were loaded last: a champion, and a challenger or the champion before. */
    public void keepLatest(Announced version) {
        Path line = cached(version).getParent();
        try (Stream<Path> all = Files.isDirectory(line) ? Files.list(line) : Stream.of()) {
            List<Path> latestFirst = all.sorted(
                            Comparator.comparing(CheckpointFiles::loadedAt).reversed())
                    .toList();
            for (Path old : latestFirst.subList(Math.min(KEPT, latestFirst.size()), latestFirst.size())) {
                delete(old);
                LOG.info("cached version deleted directory={}", old);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("cached versions could not be deleted line={} reason=\"{}\"", version.line(), e.getMessage());
        }
    }

    private static FileTime loadedAt(Path directory) {
        try {
            return Files.getLastModifiedTime(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path fetched(Announced version) throws IOException {
        if (version.files().isEmpty()) {
            throw new CheckpointException(
                    cache, "cannot hold " + version.uri() + ", which was announced without the digests of its files");
        }
        Path directory = Files.createDirectories(cached(version));
        new Download(objects()).fetch(S3Location.parse(version.uri()), version.files(), directory);
        Files.setLastModifiedTime(directory, FileTime.from(Instant.now()));
        return directory;
    }

    private Path cached(Announced version) {
        return cache.resolve(version.line()).resolve("%06d-%.12s".formatted(version.version(), version.weightDigest()));
    }

    private static void verify(Path directory, Map<String, String> digests) throws IOException {
        for (Map.Entry<String, String> file : digests.entrySet()) {
            Path path = inside(directory, file.getKey());
            if (Files.notExists(path)) {
                throw new CheckpointException(path, "is missing");
            }
            if (!Files.isRegularFile(path)) { // a device or a pipe may have no end
                throw new CheckpointException(path, "is no file");
            }
            if (!path.toString().endsWith(".safetensors")
                    && !FileDigest.of(path).equals(file.getValue())) {
                throw new CheckpointException(path, "was changed: its digest is not " + file.getValue());
            }
        }
    }

    /** Whoever announces may name anything. */
    private static Path inside(Path directory, String name) throws CheckpointException {
        Path file = directory.resolve(name).normalize();
        if (name.isBlank() || !directory.normalize().equals(file.getParent())) {
            throw new CheckpointException(directory, "cannot hold a file of the name " + Shown.of(name));
        }
        return file;
    }

    private static Path local(String uri) {
        try {
            return Path.of(URI.create(uri));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new IllegalArgumentException("uri is not that of a directory: \"" + uri + "\"", e);
        }
    }

    private ObjectStore objects() {
        if (open.isEmpty()) {
            open = Optional.of(objects.get());
        }
        return open.get();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        open.ifPresent(ObjectStore::close);
    }
}
