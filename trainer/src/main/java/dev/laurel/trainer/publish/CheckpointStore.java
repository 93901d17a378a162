package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.file.Durable;
import dev.laurel.trainer.window.Split;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of one line as directories {@code <root>/<line>/<version as six digits>}. A version is prepared in the directory of its {@link OpenWindow}, gets
 * its manifest last and appears by a rename: it is there whole or not at all.
 */
public final class CheckpointStore {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);
    private static final Pattern VERSION = Pattern.compile("\\d{6}");

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

    /** A version and those it descends from, the latest first; it ends where one is no longer in the store. */
    public List<StoredVersion> ancestry(Optional<StoredVersion> version) throws IOException {
        List<StoredVersion> ancestry = new ArrayList<>();
        Optional<StoredVersion> next = version;
        while (next.isPresent()) {
            ancestry.add(next.get());
            Optional<Integer> parent = next.get().manifest().parentVersion();
            next = parent.isPresent() ? version(parent.get()) : Optional.empty();
        }
        return ancestry;
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

    /** The pairs that a champion and its ancestors were trained on, and that stand. */
    public EarlierPairs earlierPairs(Optional<StoredVersion> champion) throws IOException {
        return EarlierPairs.of(this, champion);
    }

    /**
     * The anchors of the line's reference scale, from the version that froze them; empty before there is one.
     *
     * @throws TamperedException if their files were changed
     */
    public Optional<Anchors> anchors() throws IOException {
        for (StoredVersion version : versions()) {
            Optional<Anchors> anchors = Anchors.of(version);
            if (anchors.isPresent()) {
                return anchors;
            }
        }
        return Optional.empty();
    }

    /** Begins the window that becomes the next version. */
    public OpenWindow begin(Split pairs, OpenWindow.Planner planner) throws IOException {
        return OpenWindow.begin(directory, pairs, planner);
    }

    /** Takes over the window that an earlier process left, if it did not become a version before that ended. */
    public Optional<OpenWindow> takeOver() throws IOException {
        Optional<OpenWindow> unfinished = Optional.empty();
        for (Path left : list(path -> path.getFileName().toString().startsWith(OpenWindow.PREFIX))) {
            Optional<OpenWindow> window = OpenWindow.takeOver(left);
            if (window.isEmpty()) {
                continue;
            }
            int version = window.get().plan().version();
            if (unfinished.isPresent() || Files.exists(directory(version))) {
                window.get().delete();
                LOG.info("leftover deleted line={} version={}", line, version);
            } else {
                unfinished = window;
            }
        }
        return unfinished;
    }

    /**
     * Makes the trained model of a window the version that its manifest names, durably.
     *
     * @throws IOException if the disk does not take it, or the version is already there
     */
    public StoredVersion commit(Path model, Manifest manifest) throws IOException {
        manifest.write(model);
        Path target = directory(manifest.version());
        try {
            Durable.rename(model, target);
        } catch (FileSystemException e) {
            if (Files.notExists(target)) {
                throw e;
            }
            throw new IOException(
                    "version " + manifest.version() + " of line " + line + " is already at " + target
                            + "; does another trainer use the same store?",
                    e);
        }
        return new StoredVersion(target, manifest);
    }

    /**
     * Takes pairs out of the archives of all versions; interrupted, the same call finishes it.
     *
     * @param order the record of the erasure, without archives
     * @return what was removed, by version
     */
    public SortedMap<Integer, ErasureRecord> erase(Predicate<PreferencePair> pairs, ErasureRecord order)
            throws IOException {
        SortedMap<Integer, ErasureRecord> erased = new TreeMap<>();
        for (StoredVersion version : versions()) {
            new ErasedArchives(version.directory())
                    .remove(pairs, order)
                    .ifPresent(record -> erased.put(version.number(), record));
        }
        return erased;
    }

    /** Lets unfinished windows go that hold such pairs, and those that had hardly begun; says how many there were. */
    public int letGo(Predicate<PreferencePair> pairs) throws IOException {
        int windows = 0;
        for (Path left : list(path -> path.getFileName().toString().startsWith(OpenWindow.PREFIX))) {
            if (!OpenWindow.isWhole(left) || new ErasedArchives(left).hold(pairs)) {
                Durable.delete(left);
                windows++;
                LOG.info("unfinished window let go line={} reason=\"it holds pairs that are to be erased\"", line);
            }
        }
        return windows;
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
}
