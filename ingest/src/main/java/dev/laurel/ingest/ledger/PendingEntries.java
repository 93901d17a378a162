package dev.laurel.ingest.ledger;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Entries with changes that are not written yet, so that a record which turns out to be refused leaves nothing behind. */
public final class PendingEntries implements Entries {

    private final Entries written;
    private final NavigableMap<EntryKey, Optional<byte[]>> changes = new TreeMap<>();

    /** @param written what the changes are made to; not changed before {@link #writeTo} */
    public PendingEntries(Entries written) {
        this.written = written;
    }

    @Override
    public Optional<byte[]> get(EntryKey key) {
        Optional<byte[]> change = changes.get(key);
        return change == null ? written.get(key) : change;
    }

    @Override
    public List<Entry> first(EntryKey prefix, EntryKey after, int most) {
        NavigableMap<EntryKey, Optional<byte[]>> here = changes.subMap(after, false, prefix.afterAll(), false);
        return here.isEmpty()
                ? written.first(prefix, after, most)
                : merged(written.first(prefix, after, most + here.size()), here, Comparator.naturalOrder(), most);
    }

    @Override
    public List<Entry> last(EntryKey prefix, EntryKey before, int most) {
        NavigableMap<EntryKey, Optional<byte[]>> here = changes.subMap(prefix, true, before, false);
        return here.isEmpty()
                ? written.last(prefix, before, most)
                : merged(written.last(prefix, before, most + here.size()), here, Comparator.reverseOrder(), most);
    }

    /** {@code known} has as many entries more as there are changes, since each may take one away. */
    private static List<Entry> merged(
            List<Entry> known, NavigableMap<EntryKey, Optional<byte[]>> changes, Comparator<EntryKey> order, int most) {
        NavigableMap<EntryKey, byte[]> all = new TreeMap<>(order);
        known.forEach(entry -> all.put(entry.key(), entry.value()));
        changes.forEach((key, value) -> value.ifPresentOrElse(put -> all.put(key, put), () -> all.remove(key)));
        return all.entrySet().stream()
                .limit(most)
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public void put(EntryKey key, byte[] value) {
        changes.put(key, Optional.of(value));
    }

    @Override
    public void delete(EntryKey key) {
        changes.put(key, Optional.empty());
    }

    /** Whether there is an entry under a key without the changes. */
    public boolean isWritten(EntryKey key) {
        return written.get(key).isPresent();
    }

    /** Bytes of the largest value that is to be written. */
    public int largest() {
        return changes.values().stream()
                .flatMap(Optional::stream)
                .mapToInt(value -> value.length)
                .max()
                .orElse(0);
    }

    /** @param change a key with its value; empty where the key is to be deleted */
    public void forEachChange(BiConsumer<EntryKey, Optional<byte[]>> change) {
        changes.forEach(change);
    }

    public void writeTo(Entries entries) {
        changes.forEach((key, value) -> value.ifPresentOrElse(put -> entries.put(key, put), () -> entries.delete(key)));
    }
}
