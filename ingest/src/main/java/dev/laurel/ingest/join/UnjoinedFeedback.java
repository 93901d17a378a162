package dev.laurel.ingest.join;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.laurel.ingest.ledger.Entries;
import dev.laurel.ingest.ledger.EntryKey;
import dev.laurel.ingest.ledger.WaitingQueue;
import dev.laurel.schema.ReferenceKind;

/** Feedback that waits until it is known which prompt an id stands for. */
public final class UnjoinedFeedback {

    private final Entries entries;
    private final EntryKey waiting = EntryKey.of('w');
    private final WaitingQueue queue;

    public UnjoinedFeedback(Entries entries) {
        this.entries = entries;
        this.queue = new WaitingQueue(entries, EntryKey.of('q'));
    }

    /**
     * A record that waits.
     *
     * @param partition where it lies in {@code feedback.unjoined.v1}
     * @param value as it lay there
     */
    public record Waiting(Reference reference, int partition, long offset, Instant since, byte[] value) {

        private String place() {
            return "%d@%d".formatted(partition, offset);
        }

        private String[] names() {
            return new String[] {
                reference.tenant(), reference.kind().name(), reference.id(), reference.system(), place()
            };
        }

        private byte[] bytes() {
            return ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES + value.length)
                    .putInt(partition)
                    .putLong(offset)
                    .putLong(since.toEpochMilli())
                    .put(value)
                    .array();
        }

        private static Waiting read(Reference reference, byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            int partition = buffer.getInt();
            long offset = buffer.getLong();
            Instant since = Instant.ofEpochMilli(buffer.getLong());
            byte[] value = new byte[buffer.remaining()];
            buffer.get(value);
            return new Waiting(reference, partition, offset, since, value);
        }
    }

    public WaitingQueue queue() {
        return queue;
    }

    public void add(Waiting record) {
        entries.put(waiting.names(record.names()), record.bytes());
        queue.add(record.since(), record.names());
    }

    public void remove(Waiting record) {
        entries.delete(waiting.names(record.names()));
        queue.remove(record.since(), record.names());
    }

    /** Some of what waits for a reference. */
    public List<Waiting> of(Reference reference, int most) {
        return entries.first(reference.in(waiting), most).stream()
                .map(entry -> Waiting.read(reference, entry.value()))
                .toList();
    }

    /** Some of what has waited since before {@code limit}. */
    public List<Waiting> before(Instant limit, int most) {
        return queue.before(limit, most).stream()
                .map(this::waiting)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Shows what waits, in order of its keys.
     *
     * @param after after which key to begin; empty for the beginning
     * @return the last key; empty at the end
     */
    public Optional<EntryKey> show(Optional<EntryKey> after, int most, Consumer<Waiting> show) {
        List<Entries.Entry> next = entries.first(waiting, after.orElse(waiting), most);
        next.forEach(entry -> show.accept(read(entry)));
        return next.isEmpty()
                ? Optional.empty()
                : Optional.of(next.get(next.size() - 1).key());
    }

    private Waiting read(Entries.Entry entry) {
        EntryKey.KeyReader reader = entry.key().after(waiting);
        String tenant = reader.name();
        ReferenceKind kind = ReferenceKind.valueOf(reader.name());
        return Waiting.read(new Reference(tenant, kind, reader.name(), reader.name()), entry.value());
    }

    private Optional<Waiting> waiting(WaitingQueue.Item item) {
        String tenant = item.what().name();
        ReferenceKind kind = ReferenceKind.valueOf(item.what().name());
        Reference reference =
                new Reference(tenant, kind, item.what().name(), item.what().name());
        return entries.get(reference.in(waiting).names(item.what().name()))
                .map(bytes -> Waiting.read(reference, bytes));
    }
}
