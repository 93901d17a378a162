package dev.laurel.scorer.stream;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/** One bound for the native memory of all stores, where each would otherwise take up to 100 MB for itself. */
public final class StoreMemory implements RocksDBConfigSetter {

    private static final long CACHE_BYTES = 64L << 20;
    private static final long MERGE_SECONDS =
            Duration.ofDays(1).toSeconds(); // texts that were deleted leave the files by then
    private static final long WRITE_BYTES = 32L << 20; // part of the cache
    private static final Cache CACHE = new LRUCache(CACHE_BYTES);
    private static final WriteBufferManager WRITES = new WriteBufferManager(WRITE_BYTES, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> settings) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITES);
        options.setPeriodicCompactionSeconds(MERGE_SECONDS);
    }

    @Override
    public void close(String storeName, Options options) {
        // what is shared lives as long as the process
    }
}
