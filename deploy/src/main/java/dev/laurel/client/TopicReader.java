package dev.laurel.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.Topic;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads topics from their first record to their end as it is now, committed records only, without a consumer group. */
public final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Cluster cluster;

    public TopicReader(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Every record of the topic. */
    public <V extends SpecificRecord> List<ConsumerRecord<byte[], V>> readAll(Topic<V> topic) {
        List<ConsumerRecord<byte[], V>> records = new ArrayList<>();
        read(topic.name(), new RegistrySerde<>(topic, cluster.registry()).deserializer(), records::add);
        return records;
    }

    /** How many records the topic of that name holds. */
    public long count(String topic) {
        long[] count = {0};
        read(topic, new ByteArrayDeserializer(), record -> count[0]++);
        return count[0];
    }

    private <V> void read(String topic, Deserializer<V> values, Consumer<ConsumerRecord<byte[], V>> sink) {
        Map<String, Object> settings = new HashMap<>(cluster.kafka());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        try (KafkaConsumer<byte[], V> consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), values)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Set<TopicPartition> unfinished = new TreeSet<>(java.util.Comparator.comparing(TopicPartition::partition));
            unfinished.addAll(partitions);
            // a transaction's marker takes an offset and is no record: the position tells the end, not the last record
            unfinished.removeIf(partition -> consumer.position(partition) >= ends.get(partition));
            while (!unfinished.isEmpty()) {
                consumer.poll(POLL).forEach(record -> {
                    if (record.offset() < ends.get(new TopicPartition(topic, record.partition()))) {
                        sink.accept(record);
                    }
                });
                unfinished.removeIf(partition -> consumer.position(partition) >= ends.get(partition));
            }
        }
    }
}
