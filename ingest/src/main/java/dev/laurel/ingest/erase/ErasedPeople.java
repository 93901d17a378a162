package dev.laurel.ingest.erase;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import dev.laurel.ingest.ledger.Entries;
import dev.laurel.ingest.ledger.EntryKey;
import dev.laurel.ingest.ledger.Sha256;
import dev.laurel.schema.ErasureRequest;

/**
 * Who has been erased, and whose erasure is under way. Once an erasure is done a person is kept as a hash, by which later records of them are known. For one
 * task's thread.
 */
public final class ErasedPeople {

    private static final byte[] NOTHING = {};
    private static final int MOST = 10_000;

    private final Entries entries;
    private final EntryKey people = EntryKey.of('s');
    private final EntryKey underWay = EntryKey.of('p');
    private final EntryKey done = EntryKey.of('d');
    private final EntryKey awake = EntryKey.of('w');

    public ErasedPeople(Entries entries) {
        this.entries = entries;
    }

    /**
     * An erasure that is under way.
     *
     * @param value the request as it came
     */
    public record UnderWay(String erasureId, Counts counts, byte[] value) {

        /** With more counted. */
        public UnderWay plus(Counts more) {
            return new UnderWay(erasureId, counts.plus(more), value);
        }
    }

    /** Whether a person has asked for erasure; from then on nothing of them is taken in. */
    public boolean contain(Optional<Person> person) {
        return person.flatMap(named -> entries.get(key(named))).isPresent();
    }

    /**
     * Notes an erasure that has come.
     *
     * @param value the request as it came
     */
    public void add(ErasureRequest request, byte[] value) {
        String id = request.getErasureId();
        if (entries.get(done.names(id)).isEmpty()
                && entries.get(underWay.names(id)).isEmpty()) {
            entries.put(key(new Person(request.getTenant(), request.getSubject())), NOTHING);
            keep(new UnderWay(id, Counts.NONE, value));
        }
    }

    public void keep(UnderWay erasure) {
        byte[] counts = erasure.counts().bytes();
        byte[] all = new byte[counts.length + erasure.value().length];
        System.arraycopy(counts, 0, all, 0, counts.length);
        System.arraycopy(erasure.value(), 0, all, counts.length, erasure.value().length);
        entries.put(underWay.names(erasure.erasureId()), all);
    }

    /** What is under way. */
    public List<UnderWay> underWay() {
        List<UnderWay> found = new ArrayList<>();
        for (Entries.Entry entry : entries.first(underWay, MOST)) {
            byte[] all = entry.value();
            byte[] value = new byte[all.length - Counts.BYTES];
            System.arraycopy(all, Counts.BYTES, value, 0, value.length);
            found.add(new UnderWay(entry.key().after(underWay).name(), Counts.read(all), value));
        }
        return found;
    }

    /** Notes that an erasure is done; the request itself is forgotten. */
    public void complete(String erasureId, Instant now) {
        entries.delete(underWay.names(erasureId));
        entries.put(done.names(erasureId), EntryKey.NONE.time(now).bytes());
    }

    /** When the latest erasure was completed. */
    public Optional<Instant> latest() {
        List<Instant> times = new ArrayList<>();
        entries.forEach(
                done,
                entry -> times.add(
                        new EntryKey(entry.value()).after(EntryKey.NONE).time()));
        return times.stream().max(Instant::compareTo);
    }

    /** Writes something that says nothing. */
    public void stir(Instant now) {
        entries.put(awake, EntryKey.NONE.time(now).bytes());
    }

    private EntryKey key(Person person) {
        byte[] hash = Sha256.digest()
                .digest(EntryKey.NONE.names(person.tenant(), person.subject()).bytes());
        return people.names(HexFormat.of().formatHex(hash));
    }
}
