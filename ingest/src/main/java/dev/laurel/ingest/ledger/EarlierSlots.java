package dev.laurel.ingest.ledger;

import java.util.List;

/** Which pairs that an earlier rule made, and no rule of today would, fall with what. */
public final class EarlierSlots {

    static final char MARKER = 'X';

    private static final byte[] NOTHING = {};
    private static final int MOST = 100_000;

    private final Entries entries;
    private final EntryKey marker;
    private final EntryKey slots;

    private Boolean known;

    EarlierSlots(Entries entries, EntryKey prompt) {
        this.entries = entries;
        this.marker = prompt.kind(MARKER);
        this.slots = prompt.kind('L');
    }

    /** Notes that the ledger was taken over from an earlier one. */
    public void mark() {
        known = true;
        entries.put(marker, NOTHING);
    }

    public boolean marked() {
        if (known == null) {
            known = entries.get(marker).isPresent();
        }
        return known;
    }

    /** Lets the pair of {@code slot} fall with an event. */
    public void add(EventKey event, Slot slot) {
        entries.put(slot.in(event.in(slots)), NOTHING);
    }

    /** Lets the pair of {@code slot} fall when another slot is settled anew. */
    public void add(Slot other, Slot slot) {
        entries.put(slot.in(other.in(slots).names("")), NOTHING);
    }

    /** The slots whose pairs fall with an event; they are forgotten here. */
    public List<Slot> take(EventKey event) {
        return take(event.in(slots));
    }

    /** The slots whose pairs fall when another is settled anew; they are forgotten here. */
    public List<Slot> take(Slot other) {
        return take(other.in(slots).names(""));
    }

    private List<Slot> take(EntryKey prefix) {
        return entries.first(prefix, MOST).stream()
                .map(entry -> {
                    entries.delete(entry.key());
                    return Slot.read(entry.key().after(prefix));
                })
                .toList();
    }
}
