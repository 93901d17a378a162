package dev.laurel.ingest.ledger;

import java.util.List;

/** Which events wait for which texts. */
public final class Waiting {

    /** In place of an answer's id: the conversation itself. */
    public static final String PROMPT = "";

    private static final byte[] NOTHING = {};

    private final Entries entries;
    private final EntryKey waiting;

    Waiting(Entries entries, EntryKey prompt) {
        this.entries = entries;
        this.waiting = prompt.kind('W');
    }

    /** @param text an answer's id, or {@link #PROMPT} */
    public void add(String text, EventKey event) {
        entries.put(event.in(waiting.names(text)), NOTHING);
    }

    public void remove(String text, EventKey event) {
        EntryKey key = event.in(waiting.names(text));
        if (entries.get(key).isPresent()) {
            entries.delete(key);
        }
    }

    /** The events that wait for a text. */
    public List<EventKey> of(String text, int most) {
        EntryKey prefix = waiting.names(text);
        return entries.first(prefix, most).stream()
                .map(entry -> EventKey.read(entry.key().after(prefix)))
                .toList();
    }
}
