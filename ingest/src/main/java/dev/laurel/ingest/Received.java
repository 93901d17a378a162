package dev.laurel.ingest;

import dev.laurel.schema.RegistrySerde;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;

/**
 * A value together with the bytes it was read from, so that it can be set aside exactly as it came.
 *
 * @param bytes as they lay in Kafka; where a header names the schema they can't be read without it
 * @param kept what can be read by itself, for a record that waits
 */
record Received<V>(V value, byte[] bytes, byte[] kept) {

    static <V> Deserializer<Received<V>> deserializer(Serde<V> values) {
        return new Deserializer<>() {
            @Override
            public Received<V> deserialize(String topic, byte[] bytes) {
                return bytes == null
                        ? null
                        : new Received<>(values.deserializer().deserialize(topic, bytes), bytes, bytes);
            }

            @Override
            public Received<V> deserialize(String topic, Headers headers, byte[] bytes) {
                if (bytes == null) {
                    return null;
                }
                V value = values.deserializer().deserialize(topic, headers, bytes);
                byte[] kept = RegistrySerde.needsHeaders(headers)
                        ? values.serializer().serialize(topic, value)
                        : bytes;
                return new Received<>(value, bytes, kept);
            }
        };
    }
}
