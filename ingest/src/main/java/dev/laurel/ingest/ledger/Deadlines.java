package dev.laurel.ingest.ledger;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What of one prompt waits for something, and is set aside if that does not come in time. */
public final class Deadlines {

    /** What is waited for. */
    public enum Kind {
        /** An event that counts waits for the text of an answer, or for the conversation. */
        TEXT('t'),
        /** A retraction waits for the event that it names. */
        EVENT('u'),
        /** A retraction waits for an event with its feedback id. */
        FEEDBACK('v');

        private final char queue;

        Kind(char queue) {
            this.queue = queue;
        }

        private EntryKey queue() {
            return EntryKey.of(queue);
        }
    }

    /**
     * A record that waits.
     *
     * @param since when it came
     * @param partition where it came
     * @param value as it came; empty where the ledger has what it says
     */
    public record Held(Instant since, int partition, long offset, byte[] value) {

        /** Without the value. */
        public Held place() {
            return new Held(since, partition, offset, new byte[0]);
        }

        /** As a record of which nobody knows any more where it lay. */
        public Held ofUnknownPlace() {
            return new Held(since, partition, UNKNOWN_OFFSET, new byte[0]);
        }

        private byte[] bytes() {
            return ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES + value.length)
                    .putLong(since.toEpochMilli())
                    .putInt(partition)
                    .putLong(offset)
                    .put(value)
                    .array();
        }

        private static Held read(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            Instant since = Instant.ofEpochMilli(buffer.getLong());
            int partition = buffer.getInt();
            long offset = buffer.getLong();
            byte[] value = new byte[buffer.remaining()];
            buffer.get(value);
            return new Held(since, partition, offset, value);
        }
    }

    /**
     * What waits, with its prompt.
     *
     * @param since when it came
     * @param what the event that waits, or that is waited for; where it is a feedback id, that in place of an event's
     */
    public record Due(Instant since, String promptKey, EventKey what) {}

    private static final long UNKNOWN_OFFSET = -1;

    private final Entries entries;
    private final EntryKey held;
    private final String promptKey;

    Deadlines(Entries entries, EntryKey prompt, String promptKey) {
        this.entries = entries;
        this.held = prompt.kind('Q');
        this.promptKey = promptKey;
    }

    /** Lets a record wait, unless one does already for the same. */
    public void hold(Kind kind, EventKey what, Held record) {
        EntryKey key = key(kind, what);
        if (entries.get(key).isEmpty()) {
            entries.put(key, record.bytes());
            queue(entries, kind).add(record.since(), promptKey, what.id(), what.system());
        }
    }

    public Optional<Held> find(Kind kind, EventKey what) {
        return entries.get(key(kind, what)).map(Held::read);
    }

    /** Lets a record wait no more, if it does. */
    public void release(Kind kind, EventKey what) {
        find(kind, what).ifPresent(record -> {
            entries.delete(key(kind, what));
            queue(entries, kind).remove(record.since(), promptKey, what.id(), what.system());
        });
    }

    /** What waits in this ledger for a kind of thing. */
    public Map<EventKey, Held> all(Kind kind) {
        EntryKey prefix = held.names(kind.name());
        Map<EventKey, Held> all = new LinkedHashMap<>();
        entries.forEach(prefix, entry -> all.put(EventKey.read(entry.key().after(prefix)), Held.read(entry.value())));
        return all;
    }

    private EntryKey key(Kind kind, EventKey what) {
        return what.in(held.names(kind.name()));
    }

    /** What of all prompts waits for a kind of thing. */
    public static WaitingQueue queue(Entries entries, Kind kind) {
        return new WaitingQueue(entries, kind.queue());
    }

    /** Whether a key is that of a place in the queue. */
    public static boolean isOf(Kind kind, EntryKey key) {
        return key.bytes()[0] == (byte) kind.queue;
    }

    /** Takes out of the queue what waits no more, because its prompt was forgotten. */
    public static void drop(Entries entries, Kind kind, Due due) {
        queue(entries, kind)
                .remove(
                        due.since(),
                        due.promptKey(),
                        due.what().id(),
                        due.what().system());
    }

    /** Some of what has waited since before {@code limit}. */
    public static List<Due> due(Entries entries, Kind kind, Instant limit, int most) {
        return queue(entries, kind).before(limit, most).stream()
                .map(item -> new Due(item.since(), item.what().name(), EventKey.read(item.what())))
                .toList();
    }
}
