package dev.laurel.ingest.ledger;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Entries that live no longer than the object. */
public final class MemoryEntries implements Entries {

    private final NavigableMap<EntryKey, byte[]> all = new TreeMap<>();

    @Override
    public Optional<byte[]> get(EntryKey key) {
        return Optional.ofNullable(all.get(key));
    }

    @Override
    public List<Entry> first(EntryKey prefix, EntryKey after, int most) {
        return entries(all.subMap(after, false, prefix.afterAll(), false), most);
    }

    @Override
    public List<Entry> last(EntryKey prefix, EntryKey before, int most) {
        return entries(all.subMap(prefix, true, before, false).descendingMap(), most);
    }

    private static List<Entry> entries(NavigableMap<EntryKey, byte[]> in, int most) {
        return in.entrySet().stream()
                .limit(most)
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public void put(EntryKey key, byte[] value) {
        all.put(key, value);
    }

    @Override
    public void delete(EntryKey key) {
        all.remove(key);
    }
}
