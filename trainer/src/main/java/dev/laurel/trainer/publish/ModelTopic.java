package dev.laurel.trainer.publish;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.laurel.schema.Champion;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.ModelVersion;
import dev.laurel.schema.Topic;
import dev.laurel.trainer.window.CommittedRecords;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The topic of announced versions and champions, read anew each time: it is small, and the truth. Whoever has announced something and then reads sees it:
 * reading waits for the transactions that were under way, because a commit returns before its records become visible. Safe for many threads.
 */
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
     * @throws KafkaException if the topic cannot be read to its end
     */
    public LineModels read(String line) {
        Map<Integer, Checkpoint> checkpoints = new HashMap<>();
        Optional<LineModels.Appointment> appointment = Optional.empty();
        for (ModelVersion version : records(line)) {
            if (version.getRecord() instanceof Champion champion) {
                appointment = Optional.of(new LineModels.Appointment(version.getVersion(), champion));
            } else {
                checkpoints.put(version.getVersion(), (Checkpoint) version.getRecord());
            }
        }
        return new LineModels(checkpoints, appointment);
    }

    private List<ModelVersion> records(String line) {
        List<ModelVersion> records = new ArrayList<>();
        try (KafkaConsumer<String, ModelVersion> consumer =
                new KafkaConsumer<>(CommittedRecords.settings(kafka), new StringDeserializer(), serde.deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(topic.name(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = ends(partitions);
            long startedAt = System.nanoTime();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, ModelVersion> record : consumer.poll(POLL)) {
                    if (record.value() != null && record.value().getLine().equals(line)) {
                        records.add(record.value());
                    }
                }
                if (System.nanoTime() - startedAt > LIMIT.toNanos()) {
                    throw new KafkaException("topic " + topic + " could not be read to its end within " + LIMIT
                            + "; a transaction may be open");
                }
            }
        }
        return records;
    }

    /** Where the partitions end, records of open transactions included, other than a read_committed consumer's own end. */
    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        try (Admin admin = Admin.create(kafka)) {
            ListOffsetsResult latest = admin.listOffsets(
                    partitions.stream().collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.latest())));
            Map<TopicPartition, Long> ends = new HashMap<>();
            for (TopicPartition partition : partitions) {
                ends.put(partition, latest.partitionResult(partition).get().offset());
            }
            return ends;
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "end of topic " + topic + " unknown: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
