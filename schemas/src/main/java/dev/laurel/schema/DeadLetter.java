package dev.laurel.schema;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Why a record was set aside and where it came from, in the headers that Kafka Streams itself writes (KIP-1034). Key, value and headers of the record
 * are kept as they were, so that it can be published again.
 *
 * @param reason what was wrong, naming the value and the place
 * @param kind a short name of what was wrong: an exception's class or a reason's name
 * @param topic where the record came from
 */
public record DeadLetter(String reason, String kind, String topic, int partition, long offset) {

    public static final String KIND = "__streams.errors.exception";
    public static final String REASON = "__streams.errors.message";
    public static final String TOPIC = "__streams.errors.topic";
    public static final String PARTITION = "__streams.errors.partition";
    public static final String OFFSET = "__streams.errors.offset";

    /** Adds these particulars to a record's headers, in place. */
    public void addTo(Headers headers) {
        put(headers, KIND, kind);
        put(headers, REASON, reason);
        put(headers, TOPIC, topic);
        put(headers, PARTITION, String.valueOf(partition));
        put(headers, OFFSET, String.valueOf(offset));
    }

    /** The record for the dead-letter topic of the record's own topic. */
    public static ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> record, String kind, String reason) {
        Headers headers = new RecordHeaders(record.headers().toArray());
        new DeadLetter(reason, kind, record.topic(), record.partition(), record.offset()).addTo(headers);
        Long timestamp = record.timestamp() < 0 ? null : record.timestamp(); // oldest formats have none
        return new ProducerRecord<>(record.topic() + ".dlq", null, timestamp, record.key(), record.value(), headers);
    }

    /** Reads the particulars back; empty if the headers hold none. */
    public static Optional<DeadLetter> read(Headers headers) {
        if (headers.lastHeader(TOPIC) == null) {
            return Optional.empty();
        }
        return Optional.of(new DeadLetter(
                text(headers, REASON),
                text(headers, KIND),
                text(headers, TOPIC),
                Integer.parseInt(text(headers, PARTITION)),
                Long.parseLong(text(headers, OFFSET))));
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
