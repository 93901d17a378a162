package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.file.Durable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes pairs out of a line's store: out of the archives of its versions, and with all else that holds them. */
public final class StoreErasure {

    private static final Logger LOG = LoggerFactory.getLogger(StoreErasure.class);

    private final CheckpointStore store;
    private final VersionDirectories local;

    StoreErasure(CheckpointStore store, VersionDirectories local) {
        this.store = store;
        this.local = local;
    }

    /**
     * Takes pairs out of the archives of all versions, here and in the object store; interrupted, the same call finishes it.
     *
     * @param order the record of the erasure, without archives
     * @return what was removed, by version
     */
    public SortedMap<Integer, ErasureRecord> remove(Predicate<PreferencePair> pairs, ErasureRecord order)
            throws IOException {
        store.synchronise(); // what another machine has trained, too
        SortedMap<Integer, ErasureRecord> erased = new TreeMap<>();
        for (StoredVersion version : store.versions()) {
            Optional<ErasureRecord> record = new ErasedArchives(version.directory()).remove(pairs, order);
            if (record.isPresent()) {
                List<String> changed = new ArrayList<>(record.get().archives().keySet());
                changed.add(ErasureRecord.FILE);
                store.refresh(version, changed);
                erased.put(version.number(), record.get());
            }
        }
        return erased;
    }

    /** Lets unfinished windows go that hold such pairs, and those that had hardly begun; says how many there were. Exported windows and versions set aside go too. */
    public int letGo(Predicate<PreferencePair> pairs) throws IOException {
        delete(ExportedWindow.PREFIX, "exported window", directory -> new ErasedArchives(directory).hold(pairs));
        delete(ObjectStoreSync.SET_ASIDE, "version that was set aside", directory -> new ErasedArchives(directory)
                .hold(pairs));
        return delete(
                OpenWindow.PREFIX,
                "unfinished window",
                directory -> !OpenWindow.isWhole(directory) || new ErasedArchives(directory).hold(pairs));
    }

    private int delete(String prefix, String what, Holding holding) throws IOException {
        int deleted = 0;
        for (Path directory : local.beginningWith(prefix)) {
            if (holding.concerns(directory)) {
                Durable.delete(directory);
                deleted++;
                LOG.info("{} deleted line={} reason=\"it holds pairs that are to be erased\"", what, local.line());
            }
        }
        return deleted;
    }

    /** Whether a directory goes. */
    @FunctionalInterface
    private interface Holding {
        boolean concerns(Path directory) throws IOException;
    }
}
