package dev.laurel.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import dev.laurel.schema.DeadLetter;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.Provisioner;
import dev.laurel.schema.Registry;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;
import dev.laurel.stack.Stack;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import static org.awaitility.Awaitility.await;

/** Writes to and reads from the topics of a stack, as others would. */
final class KafkaProbe implements AutoCloseable {

    private final Registry registry;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;

    KafkaProbe(Stack stack) {
        this.registry = Registry.connect(Map.of(Registry.URL, stack.registryUrl()));
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", stack.bootstrapServers(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** What ingest is given to find the stack. */
    static Map<String, String> settings(Stack stack) {
        return Map.of("kafka.bootstrap.servers", stack.bootstrapServers(), Registry.URL, stack.registryUrl());
    }

    static void provision(Stack stack) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) stack.bootstrapServers()))) {
            Provisioner.LOCAL.provision(admin, Registry.connect(Map.of(Registry.URL, stack.registryUrl())));
        }
    }

    void write(Topic<?> topic, byte[] key, byte[] value) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
    }

    /** As a client does that names the schema in a header. */
    void writeWithHeader(Topic<?> topic, byte[] key, byte[] value) throws ExecutionException, InterruptedException {
        int prefix = 5; // a zero and the schema's id
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic.name(), key, Arrays.copyOfRange(value, prefix, value.length));
        record.headers().add("__value_schema_id", Arrays.copyOf(value, prefix));
        producer.send(record).get();
    }

    /** As a client may that gives its records no time. */
    void writeWithoutTime(Topic<?> topic, byte[] key, byte[] value) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(topic.name(), key, value) {
                    @Override
                    public Long timestamp() {
                        return -1L;
                    }
                })
                .get();
    }

    <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V value) {
        return new RegistrySerde<>(topic, registry).serializer().serialize(topic.name(), value);
    }

    /** The first dead letter of the topic that is of this kind, once it is there. */
    DeadLetter awaitKind(Topic<?> topic, String kind) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> read(topic.deadLetters()).stream()
                                .map(KafkaProbe::reason)
                                .filter(letter -> letter.kind().equals(kind))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    RegistrySerde<PreferencePair> pairs() {
        return new RegistrySerde<>(Topics.PAIRS, registry);
    }

    Registry registry() {
        return registry;
    }

    /** The pairs of one prompt, once there are {@code count}. */
    List<PreferencePair> awaitPairs(String promptId, int count) {
        return await().atMost(Duration.ofSeconds(30)).until(() -> pairs(promptId), pairs -> pairs.size() >= count);
    }

    List<PreferencePair> pairs(String promptId) {
        return read(Topics.PAIRS.name()).stream()
                .map(record -> pairs().deserializer().deserialize(record.topic(), record.headers(), record.value()))
                .filter(pair -> pair.getPromptId().equals(promptId))
                .toList();
    }

    /** The dead letter of the record with this key, once it is there. */
    ConsumerRecord<byte[], byte[]> awaitDeadLetter(Topic<?> topic, String key) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> read(topic.deadLetters()).stream()
                                .filter(record -> record.key() != null && new String(record.key()).equals(key))
                                .toList(),
                        found -> !found.isEmpty())
                .get(0);
    }

    static DeadLetter reason(ConsumerRecord<byte[], byte[]> deadLetter) {
        return DeadLetter.read(deadLetter.headers()).orElseThrow();
    }

    /** All committed records that the topic holds now. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return records;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
