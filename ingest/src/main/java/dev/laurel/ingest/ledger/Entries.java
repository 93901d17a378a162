package dev.laurel.ingest.ledger;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A sorted map from keys to bytes, in which ledgers are kept. For one thread. */
public interface Entries {

    /** How many to read at once where all are wanted. */
    int BATCH = 1_000;

    /** @param value not to be changed */
    record Entry(EntryKey key, byte[] value) {}

    Optional<byte[]> get(EntryKey key);

    /** The first entries whose keys begin with {@code prefix} and come after {@code after}, in ascending order. */
    List<Entry> first(EntryKey prefix, EntryKey after, int most);

    /** The last entries whose keys begin with {@code prefix} and come before {@code before}, in descending order. */
    List<Entry> last(EntryKey prefix, EntryKey before, int most);

    void put(EntryKey key, byte[] value);

    void delete(EntryKey key);

    /** The first entries under {@code prefix}. */
    default List<Entry> first(EntryKey prefix, int most) {
        return first(prefix, prefix, most);
    }

    /** Shows every entry under {@code prefix}, in ascending order. What was shown may be changed meanwhile. */
    default void forEach(EntryKey prefix, Consumer<Entry> show) {
        List<Entry> next = first(prefix, BATCH);
        while (!next.isEmpty()) {
            next.forEach(show);
            next = first(prefix, next.get(next.size() - 1).key(), BATCH);
        }
    }

    /** The last entries under {@code prefix}. */
    default List<Entry> last(EntryKey prefix, int most) {
        return last(prefix, prefix.afterAll(), most);
    }
}
