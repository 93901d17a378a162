package dev.laurel.scorer.stream;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;

/** What a record takes in a topic. */
final class RecordSize {

    /** Besides its key, its value and its headers; generous. */
    static final int OVERHEAD_BYTES = 512;

    private RecordSize() {}

    static int of(Record<byte[], byte[]> record) {
        int bytes = OVERHEAD_BYTES + length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            bytes += header.key().length() + length(header.value());
        }
        return bytes;
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
