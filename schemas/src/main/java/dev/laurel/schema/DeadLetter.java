package dev.laurel.schema;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.laurel.schema.accept.Texts;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Why a record was set aside and where it came from, in the headers that Kafka Streams itself writes (KIP-1034). Key, value and headers of the record
 * are kept as they were, so that it can be published again.
 *
 * <p>A dead letter is never larger than {@link #LARGEST_BYTES}, whatever it is made of: reason and kind are cut, and what is too large of the record
 * stays at the place that the headers name; {@link #LEFT} then says what that is.
 *
 * @param reason what was wrong, naming the value and the place; never the text of a conversation
 * @param kind a short name of what was wrong: an exception's class or a reason's name
 * @param topic where the record came from
 */
public record DeadLetter(String reason, String kind, String topic, int partition, long offset) {

    public static final String KIND = "__streams.errors.exception";
    public static final String REASON = "__streams.errors.message";
    public static final String TOPIC = "__streams.errors.topic";
    public static final String PARTITION = "__streams.errors.partition";
    public static final String OFFSET = "__streams.errors.offset";

    /** What was not copied, because the dead letter would have been too large: some of {@code value}, {@code key}, {@code headers}, by commas. */
    public static final String LEFT = "laurel.dlq.left";

    /** What producers, topics and brokers take unless they are told otherwise is 1 MiB. */
    public static final int LARGEST_BYTES = 1_000_000;

    static final int LONGEST_REASON = 1_000;
    static final int LONGEST_KIND = 100;

    public DeadLetter {
        reason = Texts.cut(reason, LONGEST_REASON);
        kind = Texts.cut(kind, LONGEST_KIND);
    }

    /** The record for the dead-letter topic of the record's own topic. */
    public static ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> record, String kind, String reason) {
        DeadLetter letter = new DeadLetter(reason, kind, record.topic(), record.partition(), record.offset());
        RecordParts parts = letter.parts(record.key(), record.value(), record.headers(), LARGEST_BYTES);
        Long timestamp =
                RecordTimes.isTime(record.timestamp()) ? record.timestamp() : null; // then it is the producer's
        return new ProducerRecord<>(
                record.topic() + ".dlq", null, timestamp, parts.key(), parts.value(), parts.headers());
    }

    /** The record for the dead-letter topic, made of the bytes in which {@code record} came. */
    public Record<byte[], byte[]> of(Record<byte[], byte[]> record) {
        return of(record, LARGEST_BYTES);
    }

    /** As {@link #of(Record)}, for a topic that takes {@code mostBytes} if those are fewer. */
    public Record<byte[], byte[]> of(Record<byte[], byte[]> record, int mostBytes) {
        RecordParts parts = parts(record.key(), record.value(), record.headers(), Math.min(mostBytes, LARGEST_BYTES));
        return new Record<>(parts.key(), parts.value(), RecordTimes.orNow(record.timestamp()), parts.headers());
    }

    private RecordParts parts(byte[] key, byte[] value, Headers headers, int mostBytes) {
        Headers particulars = particulars();
        Headers kept = new RecordHeaders(headers.toArray());
        particulars.forEach(header -> kept.remove(header.key()));
        kept.remove(LEFT);
        return new RecordParts(key, value, kept).within(mostBytes, particulars);
    }

    private Headers particulars() {
        Headers particulars = new RecordHeaders();
        put(particulars, KIND, kind);
        put(particulars, REASON, reason);
        put(particulars, TOPIC, topic);
        put(particulars, PARTITION, String.valueOf(partition));
        put(particulars, OFFSET, String.valueOf(offset));
        return particulars;
    }

    /** Reads the particulars back; empty if the headers hold none, or what others wrote under their names. */
    public static Optional<DeadLetter> read(Headers headers) {
        try {
            return Optional.of(new DeadLetter(
                    text(headers, REASON),
                    text(headers, KIND),
                    text(headers, TOPIC),
                    Integer.parseInt(text(headers, PARTITION)),
                    Long.parseLong(text(headers, OFFSET))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
