package dev.laurel.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.laurel.ingest.ledger.EarlierLedger;
import dev.laurel.ingest.ledger.Slice;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.accept.Shown;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/** The ledgers that earlier versions kept as one value a prompt. Each is taken over when something comes for its prompt, or forgotten in its time. */
final class EarlierLedgerStore {

    static final String NAME = "prompt-ledgers";

    private final TimestampedKeyValueStore<String, byte[]> store;

    EarlierLedgerStore(ProcessorContext<?, ?> context) {
        this.store = context.getStateStore(NAME);
    }

    static StoreBuilder<TimestampedKeyValueStore<String, byte[]>> builder() {
        return Stores.timestampedKeyValueStoreBuilder(
                Stores.persistentTimestampedKeyValueStore(NAME), Serdes.String(), Serdes.ByteArray());
    }

    /** @throws IllegalStateException if it cannot be read, naming the prompt */
    Optional<EarlierLedger> find(PromptKey key) {
        ValueAndTimestamp<byte[]> found = store.get(key.toString());
        try {
            return Optional.ofNullable(found).map(ledger -> EarlierLedger.read(ledger.value()));
        } catch (IllegalStateException e) {
            throw new IllegalStateException("the ledger of prompt " + Shown.of(key.toString()) + " cannot be read", e);
        }
    }

    /**
     * Looks for ledgers that contain something.
     *
     * @param from where to begin; empty for the beginning
     * @param most how many to look at
     * @param found told the keys of their prompts
     * @return where to go on; empty at the end
     */
    Optional<String> search(Predicate<byte[]> wanted, Optional<String> from, int most, Consumer<String> found) {
        int seen = 0;
        try (KeyValueIterator<String, ValueAndTimestamp<byte[]>> ledgers =
                from.isPresent() ? store.range(from.get(), null) : store.all()) {
            while (ledgers.hasNext()) {
                if (seen++ >= most) {
                    return Optional.of(ledgers.peekNextKey());
                }
                KeyValue<String, ValueAndTimestamp<byte[]>> ledger = ledgers.next();
                if (wanted.test(ledger.value.value())) {
                    found.accept(ledger.key);
                }
            }
        }
        return Optional.empty();
    }

    /** Has the database write what it holds in memory, whereupon it merges its files. */
    void flush() {
        store.flush();
    }

    void delete(PromptKey key) {
        store.delete(key.toString());
    }

    /** Forgets ledgers last written before {@code limit}, see {@link Sweep.Forgetting}. */
    Slice<String> forget(Instant limit, Optional<String> from, int most, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        int seen = 0;
        int forgotten = 0;
        try (KeyValueIterator<String, ValueAndTimestamp<byte[]>> ledgers =
                from.isPresent() ? store.range(from.get(), null) : store.all()) {
            while (ledgers.hasNext()) {
                if (seen >= most || seen > 0 && System.nanoTime() > deadline) {
                    return new Slice<>(forgotten, Optional.of(ledgers.peekNextKey()));
                }
                KeyValue<String, ValueAndTimestamp<byte[]>> ledger = ledgers.next();
                seen++;
                if (ledger.value.timestamp() < limit.toEpochMilli()) {
                    store.delete(ledger.key);
                    forgotten++;
                }
            }
        }
        return new Slice<>(forgotten, Optional.empty());
    }
}
