package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.objects.S3Location;
import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.trainer.file.Durable;
import dev.laurel.trainer.window.Split;
import dev.laurel.trainer.window.WindowPairs;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of one line as directories {@code <root>/<line>/<version as six digits>}. A version is prepared in the directory of its {@link OpenWindow}, gets
 * its manifest last and appears by a rename: it is there whole or not at all.
 */
public final class CheckpointStore {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);

    private static final String CANCELLED = ".cancelled";

    private final VersionDirectories local;
    private final String line;
    private final Optional<RemoteVersions> remote;
    private final Optional<ObjectStoreSync> exchange;

    /** A store on this machine alone. */
    public CheckpointStore(Path root, String line) throws IOException {
        this(root, line, Optional.empty());
    }

    /** @param remote where versions go for others to fetch; this machine's directory is then a copy */
    public CheckpointStore(Path root, String line, Optional<RemoteVersions> remote) throws IOException {
        this.local = new VersionDirectories(
                line, Files.createDirectories(root.toAbsolutePath().normalize().resolve(line)));
        this.line = line;
        this.remote = remote;
        this.exchange = remote.map(there -> new ObjectStoreSync(local, there));
    }

    /** All versions, by number. */
    public List<StoredVersion> versions() throws IOException {
        return local.versions();
    }

    public Optional<StoredVersion> version(int number) throws IOException {
        return local.version(number);
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
    public HeldOutPairs heldOut(long most) throws IOException {
        HeldOutPairs pairs = new HeldOutPairs(most);
        for (StoredVersion version : versions()) {
            pairs.add(version.number(), version.manifest().data().withdrawn(), version.heldOut());
        }
        return pairs;
    }

    /**
     * The anchors of the line's reference scale, from the version that froze them; empty before there is one.
     *
     * @throws TamperedException if their files were changed
     */
    public Optional<AnchorSet> anchors() throws IOException {
        for (StoredVersion version : versions()) {
            Optional<AnchorSet> anchors = AnchorSet.of(version);
            if (anchors.isPresent()) {
                return anchors;
            }
        }
        return Optional.empty();
    }

    /**
     * Puts versions into the object store that it did not take before, and fetches those that another machine has put there, without their weights.
     *
     * @throws IOException if it does not answer; the versions of this machine wait
     */
    void synchronise() throws IOException {
        if (exchange.isPresent()) {
            exchange.get().synchronise();
        }
    }

    /** Whether a version of this machine waits for the object store. */
    public boolean isWaiting() throws IOException {
        return exchange.isPresent() && exchange.get().isWaiting();
    }

    /** Where others find a version. */
    String uri(StoredVersion version) throws IOException {
        return remote.isPresent()
                ? remote.get().directory(version).toString()
                : version.directory().toUri().toString();
    }

    /**
     * A version with its weights on this machine, fetched if they are only in the object store.
     *
     * @throws IOException if they are nowhere, or cannot be fetched
     */
    public StoredVersion withWeights(StoredVersion version) throws IOException {
        if (!version.hasWeights()) {
            throw new IOException("the weights of version " + version.number() + " of line " + line
                    + " were removed; laurel.trainer.retention says which are kept");
        }
        Map<String, String> missing = version.modelFiles();
        missing.keySet().removeIf(name -> Files.exists(version.directory().resolve(name)));
        if (!missing.isEmpty() && remote.isPresent()) {
            remote.get().fetch(version, missing);
            LOG.info("weights fetched line={} version={}", line, version.number());
        }
        return version;
    }

    /** Remembers that a person made a version champion. */
    void markAppointed(StoredVersion version) throws IOException {
        refresh(version, List.of(version.markAppointed()));
    }

    /** Decides that a version's weights go; all else stays. */
    void markRemoved(StoredVersion version) throws IOException {
        refresh(version, List.of(version.markRemoved()));
    }

    /** Deletes a version's weights, in the object store and then here. */
    void deleteWeights(StoredVersion version) throws IOException {
        List<String> weights = version.modelFiles().keySet().stream()
                .filter(StoredVersion::isWeights)
                .toList();
        if (remote.isPresent()) {
            remote.get().delete(version, weights);
        }
        for (String name : weights) {
            Files.deleteIfExists(version.directory().resolve(name));
        }
    }

    /** Puts files of a version that have changed on this machine into the object store, if there is one. */
    public void refresh(StoredVersion version, List<String> names) throws IOException {
        if (remote.isPresent()) {
            remote.get().refresh(version, names);
        }
    }

    /** Fetches a model that somebody has put into the object store. */
    public void fetchModel(S3Location from, Path into) throws IOException {
        if (remote.isEmpty()) {
            throw new IOException(from + " cannot be fetched without laurel.trainer.object-store");
        }
        remote.get().fetchModel(from, into);
    }

    /** Keeps a window for another trainer under a new id. */
    public ExportedWindow export(String id, WindowPairs pairs, HoldOut rule) throws IOException {
        return ExportedWindow.keep(local.root(), id, pairs, rule);
    }

    public Optional<ExportedWindow> exported(String id) throws IOException {
        return ExportedWindow.find(local.root(), id);
    }

    /** Begins the window that becomes the next version. */
    public OpenWindow begin(Split pairs, OpenWindow.Planner planner) throws IOException {
        return OpenWindow.begin(local.root(), pairs, planner);
    }

    /** Has the window that is under way ended, durably: nobody goes on with it, also after a crash. */
    public void cancel(String window) throws IOException {
        Durable.write(local.root().resolve(CANCELLED), window.getBytes(StandardCharsets.UTF_8));
    }

    /** The window that was to be ended has ended. */
    public void cancelled() throws IOException {
        Files.deleteIfExists(local.root().resolve(CANCELLED));
    }

    private void deleteCancelled() throws IOException {
        if (Files.exists(local.root().resolve(CANCELLED))) {
            for (Path left : local.beginningWith(OpenWindow.PREFIX)) {
                Durable.delete(left);
                LOG.info("cancelled window deleted line={}", line);
            }
            cancelled();
        }
    }

    /** Takes over the window that an earlier process left, if it did not become a version before that ended and was not cancelled. */
    public Optional<OpenWindow> takeOver() throws IOException {
        deleteCancelled();
        Optional<OpenWindow> unfinished = Optional.empty();
        for (Path left : local.beginningWith(OpenWindow.PREFIX)) {
            Optional<OpenWindow> window = OpenWindow.takeOver(left);
            if (window.isEmpty()) {
                continue;
            }
            int version = window.get().plan().version();
            if (unfinished.isPresent() || Files.exists(local.of(version))) {
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
     * @throws IOException if the disk does not take it, or the version is already there; or if the object store does not take it, and then it is on this machine
     *     and waits
     */
    public StoredVersion commit(Path model, Manifest manifest) throws IOException {
        Checksums.write(model);
        manifest.write(model);
        Path target = local.of(manifest.version());
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
        StoredVersion version = new StoredVersion(target, manifest);
        if (exchange.isPresent()) {
            exchange.get().upload(version);
        }
        return version;
    }

    /** The same versions, for those who take pairs out of them. */
    public StoreErasure erasure() {
        return new StoreErasure(this, local);
    }

    public Path directory() {
        return local.root();
    }
}
