package dev.laurel.bench.attack;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import dev.laurel.bench.kit.Await;
import dev.laurel.bench.kit.BenchModel;
import dev.laurel.command.client.Cluster;
import dev.laurel.command.local.LocalStack;
import dev.laurel.schema.Champion;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.ModelVersion;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;
import dev.laurel.stack.Checkout;
import dev.laurel.stack.Part;
import dev.laurel.stack.Ports;
import dev.laurel.stack.StackOptions;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What is attacked: broker, registry, ingest and a scorer with one version of a small model. */
final class Target implements AutoCloseable {

    static final List<Part> SERVICES = List.of(Part.INGEST, Part.SCORER);

    private static final Duration LOADING = Duration.ofMinutes(3);
    private static final String LINE = "default";
    private static final List<String> GROUPS = List.of("laurel-ingest", "laurel-scorer");
    private static final Set<String> INPUTS = Set.of(Topics.FEEDBACK.name(), Topics.RESPONSES.name());

    private final LocalStack stack;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<Part, Long> processes = new EnumMap<>(Part.class);

    Target(Optional<Path> data, Path model) {
        Checkout checkout = Checkout.find();
        StackOptions options = data.map(
                        kept -> StackOptions.keeping(checkout, kept).ports(Ports.random()))
                .orElseGet(() -> StackOptions.temporary(checkout));
        stack = LocalStack.start(
                options.parts(EnumSet.of(Part.BROKER, Part.REGISTRY, Part.INGEST, Part.SCORER)), List.of(), Map.of());
        Map<String, Object> settings = new HashMap<>(cluster().kafka());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 << 20);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 120_000);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        announce(model);
        SERVICES.forEach(
                service -> processes.put(service, stack.stack().process(service).pid()));
        Await.until("ingest and scorer to be ready", LOADING, () -> SERVICES.stream()
                .allMatch(this::ready));
    }

    private void announce(Path model) {
        var models = new RegistrySerde<>(Topics.MODELS, cluster().registry());
        Checkpoint checkpoint = BenchModel.checkpoint(model);
        Map<String, Object> bodies = Map.of(LINE + "@1", checkpoint, LINE, new Champion(null, "bench", "bench", true));
        bodies.forEach((key, body) -> send(new ProducerRecord<>(
                Topics.MODELS.name(),
                key.getBytes(StandardCharsets.UTF_8),
                models.serializer().serialize(Topics.MODELS.name(), new ModelVersion(LINE, 1, Instant.now(), body)))));
        producer.flush();
    }

    Cluster cluster() {
        return stack.cluster();
    }

    URI url(Part service) {
        return stack.url(service);
    }

    Path log(Part service) {
        return stack.stack().log(service);
    }

    ProcessHandle broker() {
        return stack.stack().process(Part.BROKER);
    }

    KafkaProducer<byte[], byte[]> producer() {
        return producer;
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    /** Whether it is the process that it was at the beginning, alive. */
    boolean lives(Part service) {
        ProcessHandle process = stack.stack().process(service);
        return process.pid() == processes.get(service) && process.isAlive();
    }

    boolean ready(Part service) {
        try (RawConnection connection = new RawConnection(url(service), Duration.ofSeconds(5))) {
            connection.send(("GET /q/health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            return connection.answer().status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Records of the input topics that the services have not processed. */
    long lag() {
        try (Admin admin = cluster().admin()) {
            long lag = 0;
            for (String group : GROUPS) {
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
                Set<TopicPartition> inputs = committed.keySet().stream()
                        .filter(partition -> INPUTS.contains(partition.topic()))
                        .collect(Collectors.toSet());
                Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> ends = admin.listOffsets(
                                inputs.stream().collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest())))
                        .all()
                        .get();
                for (TopicPartition partition : inputs) {
                    lag += ends.get(partition).offset()
                            - committed.get(partition).offset();
                }
            }
            return lag;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            return Long.MAX_VALUE; // the broker does not tell
        }
    }

    /** Waits until all records of the input topics have been processed; false if they have not been in time. */
    boolean caughtUp(Duration patience) {
        try {
            Await.until("all records to be processed", patience, () -> lag() == 0);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V value) {
        return new RegistrySerde<>(topic, cluster().registry()).serializer().serialize(topic.name(), value);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        stack.close();
    }
}
