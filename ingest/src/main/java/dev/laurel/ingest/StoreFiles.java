package dev.laurel.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.AbstractEventListener;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.CompactionOptionsUniversal;
import org.rocksdb.FlushJobInfo;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The files of the stores, from which RocksDB takes what was deleted only when it merges them. Kafka Streams does not hand out its databases; a listener is
 * told of each by RocksDB when it writes a file.
 */
public final class StoreFiles implements RocksDBConfigSetter {

    private static final Map<Path, CompletableFuture<RocksDB>> AWAITED = new ConcurrentHashMap<>();
    private static final int LISTENING_SECONDS = 5;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> settings) {
        options.setListeners(List.of(new Listener()));
        options.setMaxManifestFileSize(
                1); // it names the least and greatest key of every file there ever was; now only of those there are
        if (storeName.equals(EarlierLedgerStore.NAME)) { // nothing but deletions is written to it: each merges all
            options.setLevel0FileNumCompactionTrigger(2);
            options.setCompactionOptionsUniversal(new CompactionOptionsUniversal().setMaxSizeAmplificationPercent(0));
        }
    }

    @Override
    public void close(String storeName, Options options) {
        // the listeners go with the options
    }

    /** The files of a store could not be merged; the store is as good as before. */
    static final class MergeException extends RuntimeException {

        private static final long serialVersionUID = 1;

        MergeException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static final class Listener extends AbstractEventListener {

        Listener() {
            super(EnabledEventCallback.ON_FLUSH_COMPLETED);
        }

        @Override
        public void onFlushCompleted(RocksDB database, FlushJobInfo flushed) {
            Optional.ofNullable(AWAITED.get(Path.of(flushed.getFilePath()).getParent()))
                    .ifPresent(awaited -> awaited.complete(database));
        }
    }

    /** A merge of all files of a store that is under way. */
    static final class Merge {

        private final CompactRangeOptions options = new CompactRangeOptions()
                .setBottommostLevelCompaction(BottommostLevelCompaction.kForce)
                .setExclusiveManualCompaction(false);
        private final CompletableFuture<Void> end = new CompletableFuture<>();

        private Merge(RocksDB database, String name) {
            Thread thread = new Thread(() -> run(database), "merge-" + name);
            thread.setDaemon(true);
            thread.start();
        }

        private void run(RocksDB database) {
            try {
                database.compactRange(null, null, null, options);
                end.complete(null);
            } catch (RocksDBException | RuntimeException e) {
                end.completeExceptionally(e);
            }
        }

        /** @throws MergeException if it has failed */
        boolean hasEnded() {
            if (!end.isDone()) {
                return false;
            }
            try {
                end.join();
                return true;
            } catch (CompletionException e) {
                throw new MergeException("the files of a store could not be merged", e.getCause());
            }
        }

        /** Ends it; the store must not be closed before. */
        void cancel() {
            options.setCanceled(true);
            end.handle((nothing, failure) -> null).join();
            options.close();
        }
    }

    /**
     * Merges all files of a store, on a thread of its own. The thread that the store belongs to calls this, after it has written something to the store.
     *
     * @param directory of the task
     * @throws MergeException if RocksDB does not tell of the database
     */
    static Merge merge(StateStore store, Path directory) {
        Path files = directory.resolve("rocksdb").resolve(store.name());
        CompletableFuture<RocksDB> awaited = new CompletableFuture<>();
        AWAITED.put(files, awaited);
        try {
            store.flush();
            return new Merge(awaited.get(LISTENING_SECONDS, TimeUnit.SECONDS), store.name());
        } catch (ExecutionException | TimeoutException e) {
            throw new MergeException("store " + store.name() + " wrote no file", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MergeException("interrupted while store " + store.name() + " was written", e);
        } finally {
            AWAITED.remove(files);
        }
    }
}
