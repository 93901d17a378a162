package dev.laurel.ingest.ledger;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What gates remember of a prompt's pairs: which were held back, and what those that were published say. */
public final class PairNotes {

    private final Entries entries;
    private final EntryKey heldBack;
    private final EntryKey contents;

    PairNotes(Entries entries, EntryKey prompt) {
        this.entries = entries;
        this.heldBack = prompt.kind('B');
        this.contents = prompt.kind('K');
    }

    /** A pair in its slot. */
    public record Place(Slot slot, String pairId) {

        private byte[] bytes() {
            return EntryKey.NONE
                    .names(Stream.concat(Stream.of(pairId), slot.names().stream())
                            .toArray(String[]::new))
                    .bytes();
        }

        private static Place read(byte[] bytes) {
            EntryKey.KeyReader reader = new EntryKey(bytes).after(EntryKey.NONE);
            String pairId = reader.name();
            return new Place(Slot.read(reader), pairId);
        }
    }

    /** Whether the pair is the last that was held back from its slot. */
    public boolean isHeldBack(Place place) {
        return entries.get(place.slot().in(heldBack))
                .filter(bytes -> Place.read(bytes).equals(place))
                .isPresent();
    }

    public void holdBack(Place place) {
        entries.put(place.slot().in(heldBack), place.bytes());
    }

    /** Forgets all; a pair that is held back is counted again when it comes again. */
    public void forget() {
        List.of(heldBack, contents).forEach(kind -> entries.forEach(kind, entry -> entries.delete(entry.key())));
    }

    /** Where the last pair was published that says something; it may not stand any more. */
    public Optional<Place> saying(String... content) {
        return entries.get(contents.names(content)).map(Place::read);
    }

    public void keepSaying(Place place, String... content) {
        entries.put(contents.names(content), place.bytes());
    }
}
