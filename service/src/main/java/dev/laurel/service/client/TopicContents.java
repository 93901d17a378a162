package dev.laurel.service.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that a small topic holds now. */
public final class TopicContents {

    private static final Duration POLL = Duration.ofMillis(200);

    private TopicContents() {}

    /**
     * Reads the committed records of a topic, partition by partition in order.
     *
     * @param kafka settings of the client
     * @param limit how long it may take
     * @param show told each record's value; null where it has none
     * @throws KafkaException if the topic cannot be read to its end in that time
     */
    public static void read(String topic, Map<String, Object> kafka, Duration limit, Consumer<byte[]> show) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(limit.toMillis()));
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        long startedAt = System.nanoTime();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    show.accept(record.value());
                }
                if (System.nanoTime() - startedAt > limit.toNanos()) {
                    throw new KafkaException("topic " + topic + " could not be read to its end within " + limit);
                }
            }
        }
    }
}
