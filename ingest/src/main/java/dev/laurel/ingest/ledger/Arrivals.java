package dev.laurel.ingest.ledger;

import java.util.List;

/** Texts that have come, and for which more feedback waited than one record may let make pairs; the rest follows bit by bit. */
public final class Arrivals {

    private static final byte[] NOTHING = {};

    private final Entries entries;
    private final EntryKey arrivals = EntryKey.of('y');

    public Arrivals(Entries entries) {
        this.entries = entries;
    }

    /** @param text an answer's id, or {@link Waiting#PROMPT} */
    public record Arrival(String promptKey, String text) {}

    public void add(Arrival arrival) {
        entries.put(key(arrival), NOTHING);
    }

    public void remove(Arrival arrival) {
        if (entries.get(key(arrival)).isPresent()) {
            entries.delete(key(arrival));
        }
    }

    public List<Arrival> first(int most) {
        return entries.first(arrivals, most).stream()
                .map(entry -> entry.key().after(arrivals))
                .map(reader -> new Arrival(reader.name(), reader.name()))
                .toList();
    }

    private EntryKey key(Arrival arrival) {
        return arrivals.names(arrival.promptKey(), arrival.text());
    }
}
