package dev.laurel.schema;

import java.time.Duration;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time of a record in Kafka Streams: its own, or now where it has none or one that brokers refuse. Streams' own extractor ends the thread instead and
 * prints the record.
 */
public final class RecordTimes implements TimestampExtractor {

    /** How far ahead of their own clock brokers take timestamps, by default. */
    private static final Duration AHEAD = Duration.ofHours(1);

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return orNow(record.timestamp());
    }

    /** {@code timestamp}, or now if brokers would not take it. */
    public static long orNow(long timestamp) {
        return isTime(timestamp) ? timestamp : System.currentTimeMillis();
    }

    static boolean isTime(long timestamp) {
        return timestamp >= 0 && timestamp <= System.currentTimeMillis() + AHEAD.toMillis();
    }
}
