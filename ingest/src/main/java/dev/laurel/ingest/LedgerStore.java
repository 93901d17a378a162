package dev.laurel.ingest;

import java.time.Instant;

import dev.laurel.ingest.pair.PromptLedger;
import dev.laurel.schema.PromptKey;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * The ledgers of one task's prompts, on disk and in a changelog topic. Bounded in both directions: one ledger by its size, which also keeps its changelog
 * record and its pairs within what a broker takes, and all of them by the time since each was last written.
 */
final class LedgerStore {

    static final String NAME = "prompt-ledgers";

    private final TimestampedKeyValueStore<String, byte[]> store;
    private final LedgerCodec codec = new LedgerCodec();
    private final int maxBytes;

    LedgerStore(ProcessorContext<?, ?> context, int maxBytes) {
        this.store = context.getStateStore(NAME);
        this.maxBytes = maxBytes;
    }

    static StoreBuilder<TimestampedKeyValueStore<String, byte[]>> builder() {
        return Stores.timestampedKeyValueStoreBuilder(
                Stores.persistentTimestampedKeyValueStore(NAME), Serdes.String(), Serdes.ByteArray());
    }

    PromptLedger find(PromptKey key) {
        ValueAndTimestamp<byte[]> found = store.get(key.toString());
        return found == null ? PromptLedger.empty(key) : codec.decode(key, found.value());
    }

    /** Keeps the ledger, if it is not larger than a ledger may be. */
    boolean keep(PromptLedger ledger, Instant now) {
        byte[] bytes = codec.encode(ledger);
        if (bytes.length > maxBytes) {
            return false;
        }
        store.put(ledger.key().toString(), ValueAndTimestamp.make(bytes, now.toEpochMilli()));
        return true;
    }

    /** Forgets the ledgers last written before {@code limit}; their pairs stand. Reads through the whole store. */
    int forget(Instant limit) {
        int forgotten = 0;
        try (KeyValueIterator<String, ValueAndTimestamp<byte[]>> ledgers = store.all()) {
            while (ledgers.hasNext()) {
                KeyValue<String, ValueAndTimestamp<byte[]>> ledger = ledgers.next();
                if (ledger.value.timestamp() < limit.toEpochMilli()) {
                    store.delete(ledger.key);
                    forgotten++;
                }
            }
        }
        return forgotten;
    }
}
