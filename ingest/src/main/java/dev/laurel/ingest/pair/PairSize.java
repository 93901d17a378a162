package dev.laurel.ingest.pair;

import java.util.Collection;
import java.util.Map;

import dev.laurel.schema.PreferencePair;

import org.apache.avro.specific.SpecificRecord;

/** About how many bytes a pair takes in Kafka. */
final class PairSize {

    /** Besides texts, names and attributes: numbers, lengths, and the pair's id. */
    private static final int OVERHEAD_BYTES = 256;

    /** Of a UTF-16 unit in UTF-8, at most; texts are measured without being encoded. */
    private static final int MOST_BYTES_PER_UNIT = 3;

    private PairSize() {}

    static long of(PreferencePair pair) {
        return OVERHEAD_BYTES + size(pair);
    }

    private static long size(Object value) {
        if (value instanceof CharSequence text) {
            return utf8(text);
        }
        if (value instanceof Collection<?> elements) {
            return elements.stream().mapToLong(PairSize::size).sum();
        }
        if (value instanceof Map<?, ?> map) {
            return size(map.keySet()) + size(map.values());
        }
        long size = 0;
        if (value instanceof SpecificRecord record) {
            for (int field = 0; field < record.getSchema().getFields().size(); field++) {
                size += size(record.get(field));
            }
        }
        return size;
    }

    private static long utf8(CharSequence text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            bytes += unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate(unit) ? 2 : MOST_BYTES_PER_UNIT;
        }
        return bytes;
    }
}
