package dev.laurel.bench.kit;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import dev.laurel.command.client.Cluster;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Whether ingest has committed everything that its topics hold; markers of transactions, which no consumer sees, are nothing. */
public final class CaughtUp {

    private static final String GROUP = "laurel-ingest";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final List<Topic<?>> INPUTS =
            List.of(Topics.FEEDBACK, Topics.RESPONSES, Topics.UNJOINED, Topics.PROMPT_IDS);

    private CaughtUp() {}

    /** Returns once it has. */
    public static void await(Cluster cluster) {
        Map<String, Object> settings = new HashMap<>(cluster.kafka());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted"); // what is not committed is under way
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        try (Admin admin = cluster.admin();
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Set<TopicPartition> partitions = INPUTS.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .collect(Collectors.toSet());
            consumer.assign(partitions);
            Await.until("ingest to commit all that came", PATIENCE, () -> nothingIsLeft(admin, consumer));
        }
    }

    private static boolean nothingIsLeft(Admin admin, KafkaConsumer<byte[], byte[]> consumer) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed(admin);
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        ends.keySet().forEach(partition -> {
            OffsetAndMetadata done = committed.get(partition);
            consumer.seek(partition, done == null ? 0 : done.offset());
        });
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (!consumer.poll(POLL).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin) {
        try {
            return admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not tell: " + e.getCause(), e);
        }
    }
}
