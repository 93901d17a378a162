package dev.laurel.scorer.batch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.RegistryUnavailableException;
import dev.laurel.scorer.Samples;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ResponseReaderTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void waitsForARegistryThatComesBack() {
        GeneratedResponse response = Samples.response("r1").build();
        ResponseReader reader = reader(LONG, question -> {
            if (question == 1) {
                throw silent();
            }
            return response;
        });

        assertThat(read(reader)).isSameAs(response);
        assertThat(asked).hasValue(2);
    }

    @Test
    void hasAnEndToItsPatience() {
        ResponseReader reader = reader(Duration.ofMillis(600), question -> {
            throw silent();
        });

        assertThatExceptionOfType(RegistryUnavailableException.class).isThrownBy(() -> read(reader));
        assertThat(asked).hasValueGreaterThan(1);
    }

    @Test
    void doesNotWaitForWhatIsNoResponse() {
        ResponseReader reader = reader(LONG, question -> {
            throw new SerializationException("no response");
        });

        assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> read(reader));
        assertThat(asked).hasValue(1);
    }

    @Test
    void waitsNoLongerWhenItIsClosed() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        ResponseReader reader = reader(LONG, question -> {
            first.countDown();
            throw silent();
        });
        CompletableFuture<GeneratedResponse> reading = CompletableFuture.supplyAsync(() -> read(reader));
        first.await();

        reader.close();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> reading.get(1, TimeUnit.MINUTES))
                .withCauseInstanceOf(RegistryUnavailableException.class);
    }

    private ResponseReader reader(Duration patience, IntFunction<GeneratedResponse> answer) {
        Deserializer<GeneratedResponse> registry = (topic, value) -> answer.apply(asked.incrementAndGet());
        return new ResponseReader(registry, patience);
    }

    private static GeneratedResponse read(ResponseReader reader) {
        return reader.deserialize("responses", new byte[0]);
    }

    private static RegistryUnavailableException silent() {
        return new RegistryUnavailableException("does not answer", null);
    }
}
