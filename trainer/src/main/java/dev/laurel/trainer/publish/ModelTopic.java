package dev.laurel.trainer.publish;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.laurel.schema.Champion;
import dev.laurel.schema.ModelVersion;
import dev.laurel.schema.Topic;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The topic of announced versions and champions, read anew each time: it is small, and the truth. Safe for many threads. */
public final class ModelTopic {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Topic<ModelVersion> topic;
    private final Map<String, Object> kafka;
    private final Serde<ModelVersion> serde;
    private final Clock clock;

    /** @param kafka settings of the clients: {@code bootstrap.servers}, security */
    public ModelTopic(Topic<ModelVersion> topic, Map<String, Object> kafka, Serde<ModelVersion> serde, Clock clock) {
        this.topic = topic;
        this.kafka = Map.copyOf(kafka);
        this.serde = serde;
        this.clock = clock;
    }

    /** Takes a line over from whichever trainer had it. */
    public ModelAnnouncer takeOver(String line) {
        return ModelAnnouncer.open(topic, kafka, serde.serializer(), line, clock);
    }

    /**
     * What is announced of a line now.
     *
     * @throws KafkaException if the topic cannot be read to its last stable offset
     */
    public LineModels read(String line) {
        Set<Integer> announced = new TreeSet<>();
        Optional<LineModels.Appointment> appointment = Optional.empty();
        for (ModelVersion version : records(line)) {
            if (version.getRecord() instanceof Champion champion) {
                appointment = Optional.of(new LineModels.Appointment(version.getVersion(), champion));
            } else {
                announced.add(version.getVersion());
            }
        }
        return new LineModels(announced, appointment);
    }

    private List<ModelVersion> records(String line) {
        List<ModelVersion> records = new ArrayList<>();
        try (KafkaConsumer<String, ModelVersion> consumer =
                new KafkaConsumer<>(settings(), new StringDeserializer(), serde.deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(topic.name(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long startedAt = System.nanoTime();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, ModelVersion> record : consumer.poll(POLL)) {
                    if (record.value() != null && record.value().getLine().equals(line)) {
                        records.add(record.value());
                    }
                }
                if (System.nanoTime() - startedAt > LIMIT.toNanos()) {
                    throw new KafkaException("topic " + topic + " could not be read to its end within " + LIMIT);
                }
            }
        }
        return records;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return settings;
    }
}
