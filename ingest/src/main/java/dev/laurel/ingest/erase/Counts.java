package dev.laurel.ingest.erase;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an erasure has taken out.
 *
 * @param events feedback that counts no more
 * @param texts answers whose texts are gone
 * @param pairs that were withdrawn
 * @param waiting feedback that waited for its prompt
 */
public record Counts(long events, long texts, long pairs, long waiting) {

    static final Counts NONE = new Counts(0, 0, 0, 0);
    static final int BYTES = 4 * Long.BYTES;

    Counts plus(Counts more) {
        return new Counts(events + more.events, texts + more.texts, pairs + more.pairs, waiting + more.waiting);
    }

    public Map<String, Long> byName() {
        return new TreeMap<>(Map.of("events", events, "texts", texts, "pairs", pairs, "waiting", waiting));
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(events)
                .putLong(texts)
                .putLong(pairs)
                .putLong(waiting)
                .array();
    }

    static Counts read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Counts(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }
}
