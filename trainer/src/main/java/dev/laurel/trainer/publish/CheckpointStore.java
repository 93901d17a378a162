package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of one line as directories {@code <root>/<line>/<version as six digits>}. A version is prepared in a directory of its own, gets its manifest
 * last and appears by a rename: it is there whole or not at all.
 */
public final class CheckpointStore {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);
    private static final Pattern VERSION = Pattern.compile("\\d{6}");
    private static final String STAGED = ".tmp-";

    private final Path directory;
    private final String line;

    public CheckpointStore(Path root, String line) throws IOException {
        this.directory =
                Files.createDirectories(root.toAbsolutePath().normalize().resolve(line));
        this.line = line;
    }

    /** All versions, by number. */
    public List<StoredVersion> versions() throws IOException {
        List<StoredVersion> versions = new ArrayList<>();
        for (Path found :
                list(path -> VERSION.matcher(path.getFileName().toString()).matches())) {
            versions.add(new StoredVersion(found, Manifest.read(found)));
        }
        return versions;
    }

    public Optional<StoredVersion> version(int number) throws IOException {
        Path wanted = directory(number);
        return Files.exists(wanted) ? Optional.of(new StoredVersion(wanted, Manifest.read(wanted))) : Optional.empty();
    }

    /**
     * The pairs that all versions held out, from their archives.
     *
     * @throws TamperedException if an archive was changed
     */
    public HeldOutPairs heldOut() throws IOException {
        HeldOutPairs pairs = new HeldOutPairs();
        for (StoredVersion version : versions()) {
            pairs.add(version.number(), version.manifest().data().withdrawn(), version.heldOut());
        }
        return pairs;
    }

    /** An empty directory in which a version is prepared. */
    public Path stage() throws IOException {
        return Files.createDirectory(directory.resolve(STAGED + UUID.randomUUID()));
    }

    /**
     * Makes a staged directory the version that its manifest names, durably.
     *
     * @throws IOException if the disk does not take it, or the version is already there
     */
    public StoredVersion commit(Path staged, Manifest manifest) throws IOException {
        manifest.write(staged);
        try (Stream<Path> files = Files.list(staged)) {
            for (Path file : files.toList()) {
                force(file);
            }
        }
        force(staged);
        Path target = directory(manifest.version());
        try {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (Files.notExists(target)) {
                throw e;
            }
            throw new IOException(
                    "version " + manifest.version() + " of line " + line + " is already at " + target
                            + "; does another trainer use the same store?",
                    e);
        }
        force(directory);
        return new StoredVersion(target, manifest);
    }

    /** Deletes what an interrupted run has left staged. */
    public void clean() throws IOException {
        for (Path leftover : list(path -> path.getFileName().toString().startsWith(STAGED))) {
            delete(leftover);
            LOG.info("leftover deleted line={} directory={}", line, leftover.getFileName());
        }
    }

    public Path directory() {
        return directory;
    }

    private Path directory(int version) {
        return directory.resolve("%06d".formatted(version));
    }

    private List<Path> list(Predicate<Path> which) throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(which).sorted().toList();
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Deletes a directory of files. */
    public static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
