package dev.laurel.ingest.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What waits, in the order in which it came. */
public final class WaitingQueue {

    private static final byte[] NOTHING = {};
    private static final int BATCH = 1_000;

    private final Entries entries;
    private final EntryKey queue;

    /** @param queue under which the queue lies in {@code entries} */
    public WaitingQueue(Entries entries, EntryKey queue) {
        this.entries = entries;
        this.queue = queue;
    }

    /**
     * Something that waits.
     *
     * @param what names it, as it was added
     */
    public record Item(Instant since, EntryKey.KeyReader what) {}

    public void add(Instant since, String... what) {
        entries.put(queue.time(since).names(what), NOTHING);
    }

    public void remove(Instant since, String... what) {
        entries.delete(queue.time(since).names(what));
    }

    /** What has waited since before {@code limit}, the longest first. */
    public List<Item> before(Instant limit, int most) {
        return entries.first(queue, most).stream()
                .map(this::item)
                .takeWhile(item -> item.since().isBefore(limit))
                .toList();
    }

    public Optional<Instant> oldest() {
        return entries.first(queue, 1).stream().findFirst().map(this::item).map(Item::since);
    }

    /** Counts what waits, one by one. */
    public long size() {
        long size = 0;
        List<Entries.Entry> next = entries.first(queue, BATCH);
        while (!next.isEmpty()) {
            size += next.size();
            next = entries.first(queue, next.get(next.size() - 1).key(), BATCH);
        }
        return size;
    }

    private Item item(Entries.Entry entry) {
        EntryKey.KeyReader reader = entry.key().after(queue);
        return new Item(reader.time(), reader);
    }
}
