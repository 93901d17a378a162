package dev.laurel.scorer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Messages;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.SelectedResponse;
import dev.laurel.scorer.stream.ScorerTopology;

import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Responses for tests, and their bytes in Avro's own framing, which needs no registry. */
public final class Samples {

    public static final Instant EVENT_TIME = Instant.parse("2026-03-01T08:00:00Z");

    private Samples() {}

    public static GeneratedResponse.Builder response(String id) {
        return GeneratedResponse.newBuilder()
                .setResponseId(id)
                .setTenant("acme")
                .setPromptId("p1")
                .setMessages(List.of(Messages.text("user", "Why is the sky blue?")))
                .setResponse("Because air scatters blue light more than red.")
                .setEventTime(EVENT_TIME);
    }

    public static byte[] bytes(GeneratedResponse response) {
        try {
            return array(response.toByteBuffer());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Deserializer<GeneratedResponse> responses() {
        return (topic, bytes) -> {
            try {
                return GeneratedResponse.fromByteBuffer(ByteBuffer.wrap(bytes));
            } catch (IOException | AvroRuntimeException e) {
                throw new SerializationException("not a GeneratedResponse: " + e.getMessage(), e);
            }
        };
    }

    public static Serde<ScoredResponse> scored() {
        return serde(ScoredResponse::toByteBuffer, ScoredResponse::fromByteBuffer);
    }

    public static Serde<SelectedResponse> selected() {
        return serde(SelectedResponse::toByteBuffer, SelectedResponse::fromByteBuffer);
    }

    public static ScorerTopology.Values values() {
        return new ScorerTopology.Values(responses(), scored(), selected().serializer());
    }

    private interface Writer<V> {
        ByteBuffer write(V value) throws IOException;
    }

    private interface Reader<V> {
        V read(ByteBuffer bytes) throws IOException;
    }

    private static <V> Serde<V> serde(Writer<V> writer, Reader<V> reader) {
        return Serdes.serdeFrom(
                (topic, value) -> {
                    try {
                        return array(writer.write(value));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                (topic, bytes) -> {
                    try {
                        return reader.read(ByteBuffer.wrap(bytes));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static byte[] array(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
