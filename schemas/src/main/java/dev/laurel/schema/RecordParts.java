package dev.laurel.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What a record is made of, and what it takes in a topic.
 *
 * @param key null if there is none
 * @param value null if there is none
 */
public record RecordParts(byte[] key, byte[] value, Headers headers) {

    /** Besides key, value and headers: the batch's head and the record's own, of which Kafka has about 100. */
    private static final int OVERHEAD_BYTES = 512;

    private static final int HEADER_OVERHEAD_BYTES = 16;

    /** These parts with {@code added} headers, without the largest of them where all would be more than {@code mostBytes}. */
    RecordParts within(int mostBytes, Headers added) {
        List<String> left = new ArrayList<>();
        RecordParts kept = this;
        while (!kept.isEmpty() && kept.bytes() + bytes(added) > mostBytes) {
            long largest = Math.max(Math.max(length(kept.value), length(kept.key)), bytes(kept.headers));
            if (length(kept.value) == largest) {
                left.add("value");
                kept = new RecordParts(kept.key, null, kept.headers);
            } else if (length(kept.key) == largest) {
                left.add("key");
                kept = new RecordParts(null, kept.value, kept.headers);
            } else {
                left.add("headers");
                kept = new RecordParts(kept.key, kept.value, new RecordHeaders());
            }
        }
        Headers all = new RecordHeaders(kept.headers.toArray());
        added.forEach(all::add);
        if (!left.isEmpty()) {
            all.add(DeadLetter.LEFT, String.join(",", left).getBytes(StandardCharsets.UTF_8));
        }
        return new RecordParts(kept.key, kept.value, all);
    }

    private boolean isEmpty() {
        return key == null && value == null && headers.toArray().length == 0;
    }

    /** Never less than Kafka counts. */
    public long bytes() {
        return OVERHEAD_BYTES + length(key) + length(value) + bytes(headers);
    }

    private static long bytes(Headers headers) {
        long bytes = 0;
        for (Header header : headers) {
            bytes += HEADER_OVERHEAD_BYTES + 3L * header.key().length() + length(header.value());
        }
        return bytes;
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
