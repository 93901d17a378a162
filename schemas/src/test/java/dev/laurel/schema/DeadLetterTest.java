package dev.laurel.schema;

import java.util.Optional;
import java.util.Random;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLetterTest {

    @Test
    void keepsTheRecordAsItWasAndSaysWhyAndWhence() {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("feedback.events.v1", 3, 99L, new byte[] {1}, new byte[] {2});
        record.headers().add("trace", new byte[] {7});

        ProducerRecord<byte[], byte[]> letter =
                DeadLetter.of(record, "CHOSEN_EQUALS_REJECTED", "chosen equals rejected");

        assertThat(letter.topic()).isEqualTo("feedback.events.v1.dlq");
        assertThat(letter.key()).containsExactly(1);
        assertThat(letter.value()).containsExactly(2);
        assertThat(letter.headers().lastHeader("trace").value()).containsExactly(7);
        assertThat(DeadLetter.read(letter.headers()))
                .contains(new DeadLetter(
                        "chosen equals rejected", "CHOSEN_EQUALS_REJECTED", "feedback.events.v1", 3, 99));
        assertThat(record.headers()).hasSize(1);
    }

    @Test
    void findsNothingInOrdinaryHeaders() {
        assertThat(DeadLetter.read(new RecordHeaders())).isEmpty();
    }

    @Test
    void garbageOfAlmostAMebibyteStaysWhereItIs() {
        ProducerRecord<byte[], byte[]> letter = DeadLetter.of(
                new ConsumerRecord<>("feedback.events.v1", 3, 99L, null, new byte[1_048_401]), "X", "no Avro");

        assertThat(letter.value()).isNull();
        assertThat(left(letter)).isEqualTo("value");
        assertThat(DeadLetter.read(letter.headers()))
                .contains(new DeadLetter("no Avro", "X", "feedback.events.v1", 3, 99));
    }

    @Test
    void noDeadLetterIsLargerThanTheBoundWhateverItIsMadeOf() {
        Random random = new Random(12);
        for (int i = 0; i < 200; i++) {
            byte[] key = random.nextInt(4) == 0 ? null : new byte[random.nextInt(1_100_000)];
            byte[] value = random.nextInt(4) == 0 ? null : new byte[random.nextInt(1_100_000)];
            ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("feedback.events.v1", 3, 99L, key, value);
            for (int h = random.nextInt(4) * 1_000; h > 0; h--) {
                record.headers().add("header", random.nextInt(5) == 0 ? null : new byte[random.nextInt(600)]);
            }
            String reason = "\uD83D\uDE00".repeat(random.nextInt(900_000));

            ProducerRecord<byte[], byte[]> letter = DeadLetter.of(record, reason, reason);

            assertThat(sizeInBytes(letter)).isLessThanOrEqualTo(DeadLetter.LARGEST_BYTES);
            assertThat(letter.key() != null || key == null || left(letter).contains("key"))
                    .isTrue();
            assertThat(letter.value() != null || value == null || left(letter).contains("value"))
                    .isTrue();
        }
    }

    @Test
    void reasonEndsWithAWholeCharacter() {
        DeadLetter letter = new DeadLetter("a" + "\uD83D\uDE00".repeat(1_000), "X", "t", 0, 0);

        assertThat(letter.reason()).hasSize(999).endsWith("\uD83D\uDE00");
    }

    @Test
    void impossibleTimestampIsLeftToTheProducer() {
        ConsumerRecord<byte[], byte[]> record = record(-1);

        assertThat(DeadLetter.of(record, "X", "x").timestamp()).isNull();
        assertThat(DeadLetter.of(record(Long.MAX_VALUE), "X", "x").timestamp()).isNull();
        assertThat(DeadLetter.of(record(5), "X", "x").timestamp()).isEqualTo(5);
    }

    @Test
    void headersThatOthersWroteUnderTheseNamesAreNoDeadLetter() {
        Headers forged = new RecordHeaders()
                .add(DeadLetter.TOPIC, new byte[] {(byte) 0xff})
                .add(DeadLetter.PARTITION, "many".getBytes())
                .add(DeadLetter.OFFSET, null);

        assertThat(DeadLetter.read(forged)).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> record(long timestamp) {
        return new ConsumerRecord<>(
                "feedback.events.v1",
                3,
                99L,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                null,
                new RecordHeaders(),
                Optional.empty());
    }

    private static String left(ProducerRecord<byte[], byte[]> letter) {
        Header left = letter.headers().lastHeader(DeadLetter.LEFT);
        return left == null ? "" : new String(left.value());
    }

    /** As Kafka counts it. */
    private static int sizeInBytes(ProducerRecord<byte[], byte[]> letter) {
        return AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE,
                CompressionType.NONE,
                letter.key(),
                letter.value(),
                letter.headers().toArray());
    }
}
