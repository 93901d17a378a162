package dev.laurel.command.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.laurel.schema.PromptKey;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.Topic;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;

/** Reads topics from their first record to their end as it is now, committed records only, without a consumer group. */
public final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(200);

    /** Nothing is waited for beyond the end, and a consumer that closes waits for the fetch that is under way. */
    private static final int FETCH_WAIT_MS = 20;

    private final Cluster cluster;

    public TopicReader(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Every record of the topic. */
    public <V extends SpecificRecord> List<ConsumerRecord<byte[], V>> readAll(Topic<V> topic) {
        List<ConsumerRecord<byte[], V>> records = new ArrayList<>();
        read(topic, records::add);
        return records;
    }

    /** Hands on every record of the topic, without keeping them. */
    public <V extends SpecificRecord> void read(Topic<V> topic, Consumer<ConsumerRecord<byte[], V>> sink) {
        read(topic.name(), new RegistrySerde<>(topic, cluster.registry()).deserializer(), sink);
    }

    /** Hands on every record of the topic of that name as it lies there, with its headers. */
    public void readBytes(String topic, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        read(topic, new ByteArrayDeserializer(), sink);
    }

    /** How many records the topic of that name holds. */
    public long count(String topic) {
        return counts(List.of(topic)).get(topic);
    }

    /** How many records each of these topics holds, all read together. */
    public Map<String, Long> counts(List<String> topics) {
        Map<String, Long> counts = new HashMap<>();
        topics.forEach(topic -> counts.put(topic, 0L));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> partitions(consumer, topic).stream())
                    .toList();
            readAssigned(consumer, partitions, record -> counts.merge(record.topic(), 1L, Long::sum));
        }
        return counts;
    }

    /** Told of a scan: records passed, of how many. */
    @FunctionalInterface
    public interface ScanProgress {
        void at(long records, long of);
    }

    /**
     * Passes every record of the topic on, or every one of a prompt's partition. Records that cannot be read are passed over.
     *
     * @return how many could not be read
     */
    public <V extends SpecificRecord> long scan(
            Topic<V> topic,
            Optional<PromptKey> prompt,
            ScanProgress progress,
            Consumer<ConsumerRecord<byte[], V>> sink) {
        Deserializer<V> values = new RegistrySerde<>(topic, cluster.registry()).deserializer();
        long[] unreadable = {0};
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer, topic.name());
            if (prompt.isPresent()) {
                byte[] key = prompt.get().toBytes();
                partitions = List.of(partitions.get(Utils.toPositive(Utils.murmur2(key)) % partitions.size()));
            }
            Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
            long all = consumer.endOffsets(partitions).entrySet().stream()
                    .mapToLong(end -> end.getValue() - first.get(end.getKey()))
                    .sum();
            long[] passed = {0};
            progress.at(0, all);
            readAssigned(consumer, partitions, record -> {
                try {
                    if (record.value() == null) {
                        throw new SerializationException("the record has no value");
                    }
                    V value = values.deserialize(record.topic(), record.headers(), record.value());
                    sink.accept(new ConsumerRecord<>(
                            record.topic(), record.partition(), record.offset(), record.key(), value));
                } catch (SerializationException e) {
                    unreadable[0]++;
                }
                passed[0]++;
                progress.at(passed[0], all);
            });
        }
        return unreadable[0];
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(cluster.kafka());
        settings.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) Cluster.PATIENCE.toMillis());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        return settings;
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .sorted(Comparator.comparing(TopicPartition::partition))
                .toList();
    }

    private <V> void read(String topic, Deserializer<V> values, Consumer<ConsumerRecord<byte[], V>> sink) {
        try (KafkaConsumer<byte[], V> consumer = new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), values)) {
            readAssigned(consumer, partitions(consumer, topic), sink);
        }
    }

    private static <V> void readAssigned(
            KafkaConsumer<byte[], V> consumer,
            List<TopicPartition> partitions,
            Consumer<ConsumerRecord<byte[], V>> sink) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Set<TopicPartition> unfinished = new HashSet<>(partitions);
        // a transaction's marker takes an offset and is no record: the position tells the end, not the last record
        unfinished.removeIf(partition -> consumer.position(partition) >= ends.get(partition));
        while (!unfinished.isEmpty()) {
            consumer.poll(POLL).forEach(record -> {
                if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                    sink.accept(record);
                }
            });
            unfinished.removeIf(partition -> consumer.position(partition) >= ends.get(partition));
        }
    }
}
