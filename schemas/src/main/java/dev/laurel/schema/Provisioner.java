package dev.laurel.schema;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_MS_CONFIG;

/**
 * Creates what Laurel needs in Kafka and in the registry, and checks that it is there. Running it again changes nothing.
 *
 * @param partitions of every topic that is spread by its key; {@code reward.models.v1} and the dead-letter topics have one
 * @param replicationFactor of every topic
 * @param minInsyncReplicas of every topic
 */
public record Provisioner(int partitions, short replicationFactor, int minInsyncReplicas) {

    /** For one broker on one machine. */
    public static final Provisioner LOCAL = new Provisioner(4, (short) 1, 1);

    /**
     * Largest record of the topics that Laurel writes, in bytes. Above the broker's 1 MiB, which holds for what others write: a pair joins texts of
     * several records, and a dead letter adds headers. Producers of such topics set {@code max.request.size} to it.
     */
    public static final int DERIVED_RECORD_BYTES = 4 << 20;

    /** After which time a compacted topic has forgotten what was deleted. */
    public static final Duration COMPACTION_LAG = Duration.ofDays(7);

    private static final String KEEP_FOR_EVER = "-1";

    /** Creates the topics that are missing, with their dead-letter topics, and registers the schemas. */
    public void provision(Admin admin, Registry registry) {
        createTopics(admin);
        registerSchemas(registry);
    }

    /** Creates the topics that are missing. */
    public void createTopics(Admin admin) {
        Set<String> existing = await("list topics", admin.listTopics().names());
        List<NewTopic> missing = new ArrayList<>();
        for (Topic<?> topic : Topics.ALL) {
            boolean derived = !Topics.INPUTS.contains(topic);
            missing.add(newTopic(
                    topic.name(), topic.partitioned() ? partitions : 1, topic.cleanup(), topic.retention(), derived));
            missing.add(newTopic(
                    topic.deadLetters(), 1, Topic.Cleanup.DELETE, Optional.of(Topic.DEAD_LETTERS_RETENTION), true));
        }
        missing.removeIf(topic -> existing.contains(topic.name()));
        await("create topics", admin.createTopics(missing).all());
    }

    private NewTopic newTopic(
            String name, int partitionCount, Topic.Cleanup cleanup, Optional<Duration> retention, boolean derived) {
        Map<String, String> settings = new HashMap<>();
        settings.put(MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(minInsyncReplicas));
        if (derived) {
            settings.put(MAX_MESSAGE_BYTES_CONFIG, String.valueOf(DERIVED_RECORD_BYTES));
        }
        List<String> policies = new ArrayList<>();
        if (cleanup == Topic.Cleanup.COMPACT) {
            policies.add(CLEANUP_POLICY_COMPACT);
            settings.put(MAX_COMPACTION_LAG_MS_CONFIG, String.valueOf(COMPACTION_LAG.toMillis()));
        }
        if (cleanup == Topic.Cleanup.DELETE || retention.isPresent()) {
            policies.add(CLEANUP_POLICY_DELETE);
            settings.put(RETENTION_MS_CONFIG, retentionMillis(retention));
        }
        settings.put(CLEANUP_POLICY_CONFIG, String.join(",", policies));
        // retention counts from when a record came in, whatever time its producer gave it
        retention.ifPresent(kept -> settings.put(MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
        return new NewTopic(name, partitionCount, replicationFactor).configs(settings);
    }

    private static String retentionMillis(Optional<Duration> retention) {
        return retention.map(kept -> String.valueOf(kept.toMillis())).orElse(KEEP_FOR_EVER);
    }

    /**
     * Sets how long topics that are there keep their records.
     *
     * @param retentions by topic, of Laurel's topics and their dead-letter topics; empty for ever
     * @throws IllegalArgumentException naming a topic that is none of these
     */
    public static void retain(Admin admin, Map<String, Optional<Duration>> retentions) {
        Map<String, Optional<Duration>> known = retentions();
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        retentions.forEach((topic, retention) -> {
            if (!known.containsKey(topic)) {
                throw new IllegalArgumentException("%s is no topic with a retention; those are %s"
                        .formatted(topic, String.join(", ", known.keySet())));
            }
            changes.put(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic),
                    List.of(new AlterConfigOp(
                            new ConfigEntry(RETENTION_MS_CONFIG, retentionMillis(retention)),
                            AlterConfigOp.OpType.SET)));
        });
        await("set retention", admin.incrementalAlterConfigs(changes).all());
    }

    /** How long the topics keep their records unless it is set otherwise, of those that do not keep them for ever. */
    public static Map<String, Optional<Duration>> retentions() {
        Map<String, Optional<Duration>> retentions = new TreeMap<>();
        for (Topic<?> topic : Topics.ALL) {
            topic.retention().ifPresent(kept -> retentions.put(topic.name(), topic.retention()));
            retentions.put(topic.deadLetters(), Optional.of(Topic.DEAD_LETTERS_RETENTION));
        }
        return retentions;
    }

    /** How a topic keeps its records; what the broker does not say is empty. */
    public record Keeping(boolean compacted, Optional<Duration> retention, Optional<Duration> compactionLag) {}

    /** How topics keep their records, of those of {@code topics} that are there. */
    public static Map<String, Keeping> keeping(Admin admin, Collection<String> topics) {
        Set<String> existing = await("list topics", admin.listTopics().names());
        List<ConfigResource> resources = topics.stream()
                .filter(existing::contains)
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<String, Keeping> keeping = new TreeMap<>();
        await("describe topics", admin.describeConfigs(resources).all())
                .forEach((topic, settings) -> keeping.put(topic.name(), keeping(settings)));
        return keeping;
    }

    private static Keeping keeping(Config settings) {
        String policy = settings.get(CLEANUP_POLICY_CONFIG).value();
        // a record goes with its segment, at whose end the time begins
        Optional<Duration> segment = duration(settings, SEGMENT_MS_CONFIG);
        Optional<Duration> retention = policy.contains(CLEANUP_POLICY_DELETE)
                ? duration(settings, RETENTION_MS_CONFIG).flatMap(kept -> segment.map(kept::plus))
                : Optional.empty();
        return new Keeping(
                policy.contains(CLEANUP_POLICY_COMPACT), retention, duration(settings, MAX_COMPACTION_LAG_MS_CONFIG));
    }

    private static Optional<Duration> duration(Config settings, String key) {
        long millis = Long.parseLong(settings.get(key).value());
        return millis < 0 || millis == Long.MAX_VALUE ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    /**
     * Creates a topic beside Laurel's own, unless it is there, and registers its schema. It is replicated as the broker does by default and takes what
     * Laurel's own topics take.
     */
    public static void addTopic(Admin admin, Registry registry, Topic<?> topic, int partitions) {
        if (!await("list topics", admin.listTopics().names()).contains(topic.name())) {
            NewTopic added = new NewTopic(topic.name(), Optional.of(partitions), Optional.empty())
                    .configs(Map.of(
                            MAX_MESSAGE_BYTES_CONFIG,
                            String.valueOf(DERIVED_RECORD_BYTES),
                            RETENTION_MS_CONFIG,
                            KEEP_FOR_EVER));
            await("create topics", admin.createTopics(List.of(added)).all());
        }
        register(registry, topic);
    }

    /** Registers every topic's schema and sets how it may evolve. */
    public void registerSchemas(Registry registry) {
        Topics.ALL.forEach(topic -> register(registry, topic));
    }

    private static void register(Registry registry, Topic<?> topic) {
        try {
            registry.client().register(topic.subject(), new AvroSchema(topic.schema()));
            registry.client()
                    .updateCompatibility(topic.subject(), topic.compatibility().name());
        } catch (IOException e) {
            throw new RegistryUnavailableException("cannot register " + topic.subject() + ": " + e.getMessage(), e);
        } catch (RestClientException e) {
            throw new KafkaException("registry refuses the schema of " + topic.subject() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Checks that the topics exist and that those which are spread by key have equal partition counts, without which pairs and best-of-N would not be local.
     *
     * @throws KafkaException naming the missing topic or the differing counts
     */
    public static void verify(Admin admin, List<? extends Topic<?>> topics) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Topic<?> topic : topics) {
            int count = describe(admin, topic.name())
                    .orElseThrow(() -> new KafkaException("topic " + topic
                            + " does not exist; create Laurel's topics with" + " \"laurel provision\" first"))
                    .partitions()
                    .size();
            if (topic.partitioned()) {
                counts.put(topic.name(), count);
            }
        }
        if (Set.copyOf(counts.values()).size() > 1) {
            throw new KafkaException(
                    "topics that are spread by key must have equal partition counts, but have " + counts);
        }
    }

    /**
     * Checks that topics which Laurel writes take records of {@link #DERIVED_RECORD_BYTES}, as {@link #createTopics} creates them, so that none is refused
     * in the middle of a transaction.
     *
     * @throws KafkaException naming the topic and what it takes
     */
    public static void verifyRoom(Admin admin, List<String> topics) {
        roomOfEach(admin, topics).forEach((topic, room) -> {
            if (room < DERIVED_RECORD_BYTES) {
                throw new KafkaException("topic %s takes records of %,d bytes, and may get some of %,d; set its %s"
                        .formatted(topic, room, DERIVED_RECORD_BYTES, MAX_MESSAGE_BYTES_CONFIG));
            }
        });
    }

    /** Most bytes of a record that all of these topics take. */
    public static int room(Admin admin, List<String> topics) {
        return Collections.min(roomOfEach(admin, topics).values());
    }

    private static Map<String, Integer> roomOfEach(Admin admin, List<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<String, Integer> rooms = new TreeMap<>();
        await("describe topics", admin.describeConfigs(resources).all())
                .forEach((topic, settings) -> rooms.put(
                        topic.name(),
                        Integer.parseInt(settings.get(MAX_MESSAGE_BYTES_CONFIG).value())));
        return rooms;
    }

    private static Optional<TopicDescription> describe(Admin admin, String topic) {
        try {
            return Optional.of(admin.describeTopics(List.of(topic))
                    .topicNameValues()
                    .get(topic)
                    .get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw new KafkaException(
                    "cannot describe topic " + topic + ": " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static <T> T await(String what, KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaException("cannot " + what + ": " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
