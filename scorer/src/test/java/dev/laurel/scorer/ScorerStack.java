package dev.laurel.scorer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import dev.laurel.schema.Champion;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.ModelVersion;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.Provisioner;
import dev.laurel.schema.Registry;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.SelectedResponse;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;
import dev.laurel.stack.Checkout;
import dev.laurel.stack.Part;
import dev.laurel.stack.Stack;
import dev.laurel.stack.StackOptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The scorer's process beside a real broker and registry, with what its neighbours would do: train, announce, publish, read. */
final class ScorerStack implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Stack stack;
    private final Map<String, Object> clients;
    private final KafkaProducer<byte[], byte[]> producer;
    private final RegistrySerde<GeneratedResponse> responses;
    private final RegistrySerde<ScoredResponse> scored;
    private final RegistrySerde<SelectedResponse> selected;
    private final RegistrySerde<ModelVersion> models;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    private ScorerStack(Stack stack) {
        this.stack = stack;
        this.clients = Map.of("bootstrap.servers", stack.bootstrapServers());
        this.producer = new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer());
        Registry registry = registry(stack);
        this.responses = new RegistrySerde<>(Topics.RESPONSES, registry);
        this.scored = new RegistrySerde<>(Topics.SCORED, registry);
        this.selected = new RegistrySerde<>(Topics.SELECTED, registry);
        this.models = new RegistrySerde<>(Topics.MODELS, registry);
    }

    /** Broker, registry, topics and schemas, and then the scorer with these settings. */
    static ScorerStack start(Map<String, String> settings) {
        return new ScorerStack(Stack.start(StackOptions.temporary(Checkout.find())
                .parts(EnumSet.of(Part.BROKER, Part.REGISTRY, Part.SCORER))
                .settings(Part.SCORER, settings)
                .provisioning(ScorerStack::provision)));
    }

    static void provision(Stack stack) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            Provisioner.LOCAL.provision(admin, registry(stack));
        }
    }

    private static Registry registry(Stack stack) {
        return Registry.connect(Map.of(Registry.URL, stack.registryUrl()));
    }

    Stack stack() {
        return stack;
    }

    /** The id of a further schema of a topic's values. */
    int register(Topic<?> topic, Schema schema) throws Exception {
        return registry(stack).client().register(topic.subject(), new AvroSchema(schema));
    }

    Admin admin() {
        return Admin.create(clients);
    }

    /** Announces a version and appoints it champion. */
    void promote(String line, int version, Path checkpoint, String digest) throws Exception {
        announce(line, version, checkpoint, digest);
        appoint(line, version);
    }

    /** Announces a version and appoints nobody. */
    void announce(String line, int version, Path checkpoint) throws Exception {
        announce(line, version, checkpoint, Starters.digest(checkpoint));
    }

    private void announce(String line, int version, Path checkpoint, String digest) throws Exception {
        announce(
                line + "@" + version,
                new ModelVersion(
                        line,
                        version,
                        Instant.now(),
                        new Checkpoint(
                                checkpoint.toUri().toString(),
                                digest,
                                null,
                                "starter",
                                null,
                                List.of(),
                                0,
                                Map.of(),
                                1.0,
                                2.0,
                                Map.of(),
                                false)));
    }

    void promote(String line, int version, Path checkpoint) throws Exception {
        promote(line, version, checkpoint, Starters.digest(checkpoint));
    }

    void appoint(String line, int version) throws Exception {
        announce(line, new ModelVersion(line, version, Instant.now(), new Champion(null, "test", "test", true)));
    }

    private void announce(String key, ModelVersion value) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(
                        Topics.MODELS.name(),
                        key.getBytes(StandardCharsets.UTF_8),
                        models.serializer().serialize(Topics.MODELS.name(), value)))
                .get();
    }

    /** A response of a task, under its proper key. */
    ProducerRecord<byte[], byte[]> record(GeneratedResponse response) {
        return new ProducerRecord<>(
                Topics.RESPONSES.name(),
                new PromptKey(response.getTenant(), response.getPromptId()).toBytes(),
                responses.serializer().serialize(Topics.RESPONSES.name(), response));
    }

    void publishAll(Stream<GeneratedResponse> all) {
        all.forEach(response -> producer.send(record(response)));
        producer.flush();
    }

    RecordMetadata publish(GeneratedResponse response) throws Exception {
        return publish(record(response));
    }

    RecordMetadata publish(ProducerRecord<byte[], byte[]> record) throws Exception {
        return producer.send(record).get();
    }

    /** All committed scored records. */
    List<ScoredResponse> scored() {
        return read(Topics.SCORED.name()).stream()
                .map(record -> scored.deserializer().deserialize(record.topic(), record.headers(), record.value()))
                .toList();
    }

    List<ScoredResponse> scored(String task) {
        return scored().stream().filter(one -> one.getTask().equals(task)).toList();
    }

    /** All committed selections. */
    List<SelectedResponse> selected() {
        return read(Topics.SELECTED.name()).stream()
                .map(record -> selected.deserializer().deserialize(record.topic(), record.headers(), record.value()))
                .toList();
    }

    /** All committed dead letters. */
    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return read(Topics.RESPONSES.deadLetters());
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Map<String, Object> settings = new HashMap<>(clients);
        settings.put("isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.get(at))) {
                consumer.poll(POLL).forEach(records::add);
            }
        }
        return records;
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    HttpResponse<String> post(String path, String contentType, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    JsonNode json(HttpResponse<String> response) throws Exception {
        return json.readTree(response.body());
    }

    /** The version that scores a line's responses; 0 if none does. */
    int activeVersion(String line) throws Exception {
        for (JsonNode one : json(get("/v1/models")).path("lines")) {
            if (one.path("line").asText().equals(line)) {
                return one.path("active").path("version").asInt(0);
            }
        }
        throw new IllegalArgumentException("no line " + line);
    }

    private URI uri(String path) {
        return URI.create(stack.url(Part.SCORER) + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        producer.close();
        stack.close();
    }
}
