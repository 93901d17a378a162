package dev.laurel.trainer.publish;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.laurel.schema.Champion;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.ModelVersion;
import dev.laurel.schema.Topic;
import dev.laurel.schema.accept.Shown;
import dev.laurel.trainer.publish.AnnouncedModels.Appointment;
import dev.laurel.trainer.window.CommittedRecords;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The topic of announced versions and champions, read anew each time: it is small, and the truth. Whoever has announced something and then reads sees it:
 * reading waits for the transactions that were under way, because a commit returns before its records become visible. Safe for many threads.
 */
public final class ModelTopic {

    private static final Logger LOG = LoggerFactory.getLogger(ModelTopic.class);
    private static final int LONGEST_REASON = 300;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Set<String> told = ConcurrentHashMap.newKeySet(); // records that were warned of
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
     * What is announced of a line now. Records that cannot be read, and appointments of versions that were never announced, say nothing.
     *
     * @throws KafkaException if the topic cannot be read to its end
     */
    public AnnouncedModels read(String line) {
        List<ModelVersion> records = records(line);
        Map<Integer, Checkpoint> checkpoints = new HashMap<>();
        for (ModelVersion version : records) {
            if (version.getRecord() instanceof Checkpoint checkpoint) {
                checkpoints.put(version.getVersion(), checkpoint);
            }
        }
        List<Appointment> appointments = new ArrayList<>();
        for (ModelVersion version : records) {
            if (version.getRecord() instanceof Champion champion && checkpoints.containsKey(version.getVersion())) {
                appointments.add(new Appointment(version.getVersion(), champion, version.getEventTime()));
            }
        }
        return new AnnouncedModels(checkpoints, appointments);
    }

    private List<ModelVersion> records(String line) {
        List<ModelVersion> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                CommittedRecords.settings(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(topic.name(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = ends(partitions);
            long startedAt = System.nanoTime();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    version(record)
                            .filter(version -> version.getLine().equals(line))
                            .ifPresent(records::add);
                }
                if (System.nanoTime() - startedAt > LIMIT.toNanos()) {
                    throw new KafkaException("topic " + topic + " could not be read to its end within " + LIMIT
                            + "; a transaction may be open");
                }
            }
        }
        return records;
    }

    /** What a record says; empty, and told once, where it is none of this topic: one of them must not end every line. */
    private Optional<ModelVersion> version(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.empty(); // a deletion
        }
        String problem;
        try {
            ModelVersion version = serde.deserializer().deserialize(record.topic(), record.headers(), record.value());
            if (isKeyOf(version, record.key())) {
                return Optional.of(version);
            }
            problem = "the key is not that of its line and version";
        } catch (SerializationException e) {
            problem = String.valueOf(e.getMessage());
        } catch (KafkaException e) {
            throw e; // the registry is silent, and nothing is known against the record
        } catch (RuntimeException | StackOverflowError e) {
            problem = "it cannot be read: " + e.getClass().getSimpleName();
        }
        if (told.add(record.partition() + "@" + record.offset())) {
            LOG.warn(
                    "record is no model topic={} partition={} offset={} reason=\"{}\"",
                    topic,
                    record.partition(),
                    record.offset(),
                    Shown.inLine(problem, LONGEST_REASON));
        }
        return Optional.empty();
    }

    private static boolean isKeyOf(ModelVersion version, byte[] key) {
        String expected = version.getRecord() instanceof Champion
                ? version.getLine()
                : version.getLine() + "@" + version.getVersion();
        return version.getVersion() >= 1 && key != null && expected.equals(new String(key, UTF_8));
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
