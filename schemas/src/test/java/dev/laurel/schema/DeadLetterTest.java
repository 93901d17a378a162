package dev.laurel.schema;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
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
}
