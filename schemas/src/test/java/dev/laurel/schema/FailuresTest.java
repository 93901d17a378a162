package dev.laurel.schema;

import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailuresTest {

    @Test
    void whatMayQuoteARecordIsShownByItsClassOnly() {
        Exception failure = new StreamsException(
                "Input record ConsumerRecord(value = secret)",
                new IllegalStateException("secret", new TimeoutException("node 1 does not answer")));

        assertThat(Failures.shown(failure))
                .startsWith("StreamsException at dev.laurel.schema.FailuresTest")
                .contains(", because of IllegalStateException at ")
                .endsWith(", because of TimeoutException: node 1 does not answer")
                .doesNotContain("secret");
    }
}
