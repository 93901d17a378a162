package dev.laurel.ingest.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;

import dev.laurel.ingest.InputTopic;
import dev.laurel.schema.Registry;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.RegistryUnavailableException;
import dev.laurel.schema.Topic;
import dev.laurel.service.problem.ProblemException;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes what HTTP brings, and answers once the broker has it. Safe for many threads. */
public final class Publisher implements AutoCloseable {

    private final Registry registry;
    private final long maxRecordBytes;
    private final String bootstrapServers;
    private final Producer<byte[], byte[]> producer;

    /**
     * @param settings Kafka's own
     * @param timeout how long the broker may take to acknowledge
     * @param maxRecordBytes largest value, in Avro
     */
    public Publisher(Map<String, String> settings, Registry registry, Duration timeout, long maxRecordBytes) {
        this.registry = registry;
        this.maxRecordBytes = maxRecordBytes;
        this.bootstrapServers = settings.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG);
        Map<String, Object> all = new HashMap<>(settings);
        int millis = Math.toIntExact(timeout.toMillis());
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        this.producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Publishes all of {@code records}, or none if one of them is too large.
     *
     * @throws ProblemException saying how many were accepted before the broker or the registry failed
     */
    <V extends SpecificRecord> int publish(Function<V, InputTopic<V>> topicOf, List<V> records) {
        List<ProducerRecord<byte[], byte[]>> encoded = encode(topicOf, records);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : encoded) {
            Future<RecordMetadata> sending = producer.send(record);
            sent.add(sending);
            if (sending.isDone() && failure(sending) != null) {
                break; // nobody is there, and each further record would wait as long
            }
        }
        return acknowledged(sent, records.size());
    }

    private <V extends SpecificRecord> List<ProducerRecord<byte[], byte[]>> encode(
            Function<V, InputTopic<V>> topicOf, List<V> records) {
        Map<Topic<V>, RegistrySerde<V>> serdes = new HashMap<>();
        List<ProducerRecord<byte[], byte[]>> encoded = new ArrayList<>(records.size());
        for (int i = 0; i < records.size(); i++) {
            InputTopic<V> intake = topicOf.apply(records.get(i));
            RegistrySerde<V> serde =
                    serdes.computeIfAbsent(intake.topic(), topic -> new RegistrySerde<>(topic, registry));
            byte[] value = bytes(serde, intake, records.get(i));
            if (value.length > maxRecordBytes) {
                String detail = "item %d has %d bytes as a record, of which %d are allowed";
                throw Refusals.ofItem(
                        413, "Record too large", i, null, detail.formatted(i, value.length, maxRecordBytes));
            }
            byte[] key = intake.key().apply(records.get(i)).toBytes();
            encoded.add(new ProducerRecord<>(intake.topic().name(), key, value));
        }
        return encoded;
    }

    private static <V extends SpecificRecord> byte[] bytes(RegistrySerde<V> serde, InputTopic<V> intake, V record) {
        try {
            return serde.serializer().serialize(intake.topic().name(), record);
        } catch (RegistryUnavailableException e) {
            throw Refusals.of(503, "Schema registry unavailable", e.getMessage());
        }
    }

    private int acknowledged(List<Future<RecordMetadata>> sent, int total) {
        int accepted = 0;
        Throwable failure = null;
        for (Future<RecordMetadata> sending : sent) {
            Throwable failed = failure(sending);
            accepted += failed == null ? 1 : 0;
            failure = failure == null ? failed : failure;
        }
        if (failure != null) {
            String detail = "Kafka at %s acknowledged %d of %d items: %s; send the request again, what was accepted is "
                    + "recognised by its id";
            throw Refusals.of(
                    503,
                    "Kafka unavailable",
                    detail.formatted(bootstrapServers, accepted, total, failure.getMessage()),
                    accepted);
        }
        return accepted;
    }

    /** Waits for the broker's answer; null if the record was acknowledged. */
    private static Throwable failure(Future<RecordMetadata> sending) {
        try {
            sending.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
