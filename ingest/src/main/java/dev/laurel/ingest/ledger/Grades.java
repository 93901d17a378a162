package dev.laurel.ingest.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.laurel.ingest.ledger.Entries.Entry;
import dev.laurel.ingest.ledger.EventKey.Moment;

/**
 * One judge's grades of one kind. Of several grades of an answer the latest counts. The graded answers lie on a ring in the order of the hashes of their
 * ids, so that who is whose neighbour does not depend on the order in which they came.
 */
public final class Grades {

    private final Entries entries;
    private final EntryKey given;
    private final EntryKey ring;

    Grades(Entries entries, EntryKey prompt, GradeKind kind, Judge judge) {
        this.entries = entries;
        this.given = judge.in(prompt.kind('G').names(kind.name()));
        this.ring = judge.in(prompt.kind('R').names(kind.name()));
    }

    /**
     * The grade of an answer that counts.
     *
     * @param value higher is better
     */
    public record Grade(String responseId, double value, Moment moment) {}

    public void keep(Grade grade) {
        entries.put(grade.moment().in(given.names(grade.responseId())), bytes(grade.value()));
        refresh(grade.responseId());
    }

    public void forget(Grade grade) {
        entries.delete(grade.moment().in(given.names(grade.responseId())));
        refresh(grade.responseId());
    }

    private void refresh(String responseId) {
        EntryKey prefix = given.names(responseId);
        EntryKey place = place(responseId);
        Optional<Entry> latest = entries.last(prefix, 1).stream().findFirst();
        if (latest.isEmpty()) {
            entries.delete(place);
            return;
        }
        byte[] moment = Moment.read(latest.get().key().after(prefix)).bytes();
        entries.put(
                place,
                ByteBuffer.allocate(Double.BYTES + moment.length)
                        .put(latest.get().value())
                        .put(moment)
                        .array());
    }

    public Optional<Grade> of(String responseId) {
        return entries.get(place(responseId)).map(bytes -> read(responseId, bytes));
    }

    /** Up to {@code most} other graded answers that follow an answer's place on the ring, the nearest first. */
    public List<Grade> after(String responseId, int most) {
        EntryKey place = place(responseId);
        List<Entry> found = new ArrayList<>(entries.first(ring, place, most));
        if (found.size() < most) { // from the ring's beginning on
            entries.first(ring, most - found.size()).stream()
                    .takeWhile(entry -> entry.key().compareTo(place) < 0)
                    .forEach(found::add);
        }
        return found.stream().map(this::read).toList();
    }

    /** Up to {@code most} other graded answers before an answer's place on the ring, the nearest first. */
    public List<Grade> before(String responseId, int most) {
        EntryKey place = place(responseId);
        List<Entry> found = new ArrayList<>(entries.last(ring, place, most));
        if (found.size() < most) { // from the ring's end on
            entries.last(ring, most - found.size()).stream()
                    .takeWhile(entry -> entry.key().compareTo(place) > 0)
                    .forEach(found::add);
        }
        return found.stream().map(this::read).toList();
    }

    private EntryKey place(String responseId) {
        return ring.number(hash(responseId)).names(responseId);
    }

    private Grade read(Entry entry) {
        EntryKey.KeyReader reader = entry.key().after(ring);
        reader.number();
        return read(reader.name(), entry.value());
    }

    private static Grade read(String responseId, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        double value = buffer.getDouble();
        return new Grade(responseId, value, Moment.read(new EntryKey.KeyReader(buffer)));
    }

    private static byte[] bytes(double value) {
        return ByteBuffer.allocate(Double.BYTES).putDouble(value).array();
    }

    private static long hash(String responseId) {
        byte[] digest = Sha256.digest().digest(responseId.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest).getLong();
    }
}
