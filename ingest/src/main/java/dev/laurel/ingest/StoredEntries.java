package dev.laurel.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.ingest.ledger.Entries;
import dev.laurel.ingest.ledger.EntryKey;
import dev.laurel.schema.Provisioner;

import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Entries of one task, on disk and in a changelog topic. */
final class StoredEntries implements Entries {

    /** What is known of each prompt. */
    static final String LEDGERS = "ledger-entries";

    /** Which prompt an id stands for, and the feedback that waits for that. */
    static final String JOINS = "join-entries";

    /** Who has asked for erasure. */
    static final String ERASURES = "erasure-entries";

    private static final Map<String, String> CHANGELOG =
            Map.of(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, String.valueOf(Provisioner.COMPACTION_LAG.toMillis()));

    private final KeyValueStore<Bytes, byte[]> store;

    StoredEntries(ProcessorContext<?, ?> context, String name) {
        this.store = context.getStateStore(name);
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
    }

    /** Writes what is in memory to a file. */
    void flush() {
        store.flush();
    }

    /** Merges the store's files, see {@link StoreFiles#merge}. */
    StoreFiles.Merge merge(Path directory) {
        return StoreFiles.merge(store, directory);
    }

    @Override
    public Optional<byte[]> get(EntryKey key) {
        return Optional.ofNullable(store.get(Bytes.wrap(key.bytes())));
    }

    @Override
    public List<Entry> first(EntryKey prefix, EntryKey after, int most) {
        try (var entries = store.range(
                Bytes.wrap(after.bytes()), Bytes.wrap(prefix.afterAll().bytes()))) {
            return read(entries, after, prefix.afterAll(), most);
        }
    }

    @Override
    public List<Entry> last(EntryKey prefix, EntryKey before, int most) {
        try (var entries = store.reverseRange(Bytes.wrap(prefix.bytes()), Bytes.wrap(before.bytes()))) {
            return read(entries, before, before, most);
        }
    }

    /** Without the range's ends, which the store counts in. */
    private static List<Entry> read(KeyValueIterator<Bytes, byte[]> entries, EntryKey end, EntryKey other, int most) {
        List<Entry> found = new ArrayList<>();
        while (found.size() < most && entries.hasNext()) {
            KeyValue<Bytes, byte[]> next = entries.next();
            EntryKey key = new EntryKey(next.key.get());
            if (!key.equals(end) && !key.equals(other)) {
                found.add(new Entry(key, next.value));
            }
        }
        return found;
    }

    @Override
    public void put(EntryKey key, byte[] value) {
        store.put(Bytes.wrap(key.bytes()), value);
    }

    @Override
    public void delete(EntryKey key) {
        store.delete(Bytes.wrap(key.bytes()));
    }
}
