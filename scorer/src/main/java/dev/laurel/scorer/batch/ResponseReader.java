package dev.laurel.scorer.batch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.RegistryUnavailableException;

import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads responses, and waits for a registry that does not answer. It is asked for a schema once, when the first record of it comes: a registry that is away
 * holds up the stream only then, nothing is committed meanwhile, and what needs no registry goes on. For one thread, but for {@link #close}.
 */
public final class ResponseReader implements Deserializer<GeneratedResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(ResponseReader.class);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(500);

    private final Deserializer<GeneratedResponse> reader;
    private final Duration patience;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<String> waitsFor = Optional.empty();

    /** @param patience how long a record waits before the registry counts as gone */
    public ResponseReader(Deserializer<GeneratedResponse> reader, Duration patience) {
        this.reader = reader;
        this.patience = patience;
    }

    @Override
    public GeneratedResponse deserialize(String topic, byte[] value) {
        return deserialize(topic, new RecordHeaders(), value);
    }

    /** @throws RegistryUnavailableException if the registry stays away, or this is closed */
    @Override
    public GeneratedResponse deserialize(String topic, Headers headers, byte[] value) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                GeneratedResponse response = reader.deserialize(topic, headers, value);
                waitsFor = Optional.empty();
                return response;
            } catch (RegistryUnavailableException e) {
                waitsFor = Optional.of("registry silent: " + e.getMessage());
                Duration left = Duration.ofNanos(deadline - System.nanoTime());
                if (left.isNegative()) {
                    throw e;
                }
                LOG.warn("stream waits for the registry, {} s more: {}", left.toSeconds(), e.getMessage());
                if (closesBeforeTheNextQuestion()) {
                    throw e;
                }
            }
        }
    }

    /** What it waits for, for people to read. From any thread. */
    public Optional<String> waitsFor() {
        return waitsFor;
    }

    private boolean closesBeforeTheNextQuestion() {
        try {
            return closed.await(BETWEEN_QUESTIONS.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Ends all patience. From any thread. */
    @Override
    public void close() {
        closed.countDown();
    }
}
