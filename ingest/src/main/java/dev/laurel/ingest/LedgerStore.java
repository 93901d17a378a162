package dev.laurel.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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

    /** A ledger's key and bytes. */
    record Encoded(String key, byte[] bytes) {}

    /** The ledger as bytes, if it is not larger than a ledger may be. */
    Optional<Encoded> encode(PromptLedger ledger) {
        byte[] bytes = codec.encode(ledger);
        return bytes.length > maxBytes
                ? Optional.empty()
                : Optional.of(new Encoded(ledger.key().toString(), bytes));
    }

    void keep(Encoded ledger, Instant now) {
        store.put(ledger.key(), ValueAndTimestamp.make(ledger.bytes(), now.toEpochMilli()));
    }

    /**
     * A part of the store that was looked through.
     *
     * @param rest the first key that was not looked at; empty at the store's end
     */
    record Slice(int forgotten, Optional<String> rest) {}

    /**
     * Forgets ledgers last written before {@code limit}; their pairs stand.
     *
     * @param from where to begin; empty for the store's beginning
     * @param mostLedgers how many to look at, at most
     * @param longest how long to look at most; one ledger is always looked at
     */
    Slice forget(Instant limit, Optional<String> from, int mostLedgers, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        int seen = 0;
        int forgotten = 0;
        try (KeyValueIterator<String, ValueAndTimestamp<byte[]>> ledgers =
                from.isPresent() ? store.range(from.get(), null) : store.all()) {
            while (ledgers.hasNext()) {
                if (seen >= mostLedgers || seen > 0 && System.nanoTime() > deadline) {
                    return new Slice(forgotten, Optional.of(ledgers.peekNextKey()));
                }
                KeyValue<String, ValueAndTimestamp<byte[]>> ledger = ledgers.next();
                seen++;
                if (ledger.value.timestamp() < limit.toEpochMilli()) {
                    store.delete(ledger.key);
                    forgotten++;
                }
            }
        }
        return new Slice(forgotten, Optional.empty());
    }
}
