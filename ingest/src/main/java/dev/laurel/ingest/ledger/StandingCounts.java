package dev.laurel.ingest.ledger;

import java.nio.ByteBuffer;

/** Numbers of standing pairs by task and by subject, kept from when they are first asked for until nobody asks any more. */
public final class StandingCounts {

    private static final byte[] NOTHING = {};

    private final Entries entries;
    private final EntryKey counts;

    private Boolean kept;

    StandingCounts(Entries entries, EntryKey prompt) {
        this.entries = entries;
        this.counts = prompt.kind('C');
    }

    public boolean kept() {
        if (kept == null) {
            kept = entries.get(counts).isPresent();
        }
        return kept;
    }

    /** Begins with all that stands at zero. */
    public void begin() {
        forget();
        entries.put(counts, NOTHING);
        kept = true;
    }

    /** Forgets the numbers; they are kept again when somebody asks for them. */
    public void forget() {
        entries.forEach(counts, entry -> entries.delete(entry.key()));
        kept = false;
    }

    /** Lets the numbers lie, which are not true any more. */
    public void end() {
        entries.delete(counts);
        kept = false;
    }

    /** @param names a task, or a task and a subject */
    public int of(String... names) {
        return entries.get(counts.names(names))
                .map(bytes -> ByteBuffer.wrap(bytes).getInt())
                .orElse(0);
    }

    public void add(int change, String... names) {
        entries.put(
                counts.names(names),
                ByteBuffer.allocate(Integer.BYTES).putInt(of(names) + change).array());
    }
}
