package dev.laurel.ingest;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * A value together with the bytes it was read from, so that it can be set aside exactly as it came.
 *
 * @param bytes as they lay in Kafka
 */
record Received<V>(V value, byte[] bytes) {

    static <V> Deserializer<Received<V>> deserializer(Deserializer<V> values) {
        return new Deserializer<>() {
            @Override
            public Received<V> deserialize(String topic, byte[] bytes) {
                return bytes == null ? null : new Received<>(values.deserialize(topic, bytes), bytes);
            }

            @Override
            public Received<V> deserialize(String topic, Headers headers, byte[] bytes) {
                return bytes == null ? null : new Received<>(values.deserialize(topic, headers, bytes), bytes);
            }
        };
    }
}
