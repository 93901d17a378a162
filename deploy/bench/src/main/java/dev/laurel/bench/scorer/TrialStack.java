package dev.laurel.bench.scorer;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.bench.kit.BenchModel;
import dev.laurel.command.client.Cluster;
import dev.laurel.command.local.LocalStack;
import dev.laurel.schema.Champion;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.ModelVersion;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.Topics;
import dev.laurel.stack.Checkout;
import dev.laurel.stack.Part;
import dev.laurel.stack.Ports;
import dev.laurel.stack.Stack;
import dev.laurel.stack.StackOptions;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker, a registry and Laurel's topics in a temporary directory, and what the scorer's neighbours do: announce models, publish responses. */
public final class TrialStack implements AutoCloseable {

    public static final String LINE = "default";

    /** The consumer group of all scorers. */
    public static final String SCORER_GROUP = "laurel-scorer";

    private final Checkout checkout = Checkout.find();
    private final LocalStack base;
    private final Producer<byte[], byte[]> producer;
    private final RegistrySerde<GeneratedResponse> responses;
    private final RegistrySerde<ModelVersion> models;

    /** @param data kept with all logs; otherwise a temporary directory */
    public TrialStack(Optional<Path> data) {
        StackOptions options = data.map(
                        directory -> StackOptions.keeping(checkout, directory).ports(Ports.random()))
                .orElseGet(() -> StackOptions.temporary(checkout));
        this.base = LocalStack.start(options.parts(EnumSet.of(Part.BROKER, Part.REGISTRY)), List.of(), Map.of());
        Cluster cluster = base.cluster();
        Map<String, Object> settings = new HashMap<>(cluster.kafka());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0); // latency is measured from here
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.responses = new RegistrySerde<>(Topics.RESPONSES, cluster.registry());
        this.models = new RegistrySerde<>(Topics.MODELS, cluster.registry());
    }

    public Cluster cluster() {
        return base.cluster();
    }

    /**
     * Starts a scorer of this name; one of the same name that has ended before is taken up again.
     *
     * @param settings over those that name it and its neighbours
     */
    public ScorerProcess scorer(String name, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        all.put("kafka.bootstrap.servers", base.stack().bootstrapServers());
        all.put("schema.registry.url", base.stack().registryUrl());
        all.put("laurel.scorer.instance-id", name);
        all.putAll(settings);
        return ScorerProcess.start(checkout, directory(name), all);
    }

    private Path directory(String name) {
        return base.stack().data().resolve(name);
    }

    /** Kills the broker and starts it again. */
    void killBroker() {
        ProcessHandle broker = base.stack().process(Part.BROKER);
        broker.destroyForcibly();
        broker.onExit().join();
        base.stack().restart(Part.BROKER);
    }

    /** Announces a directory as a version, without appointing it. */
    public void announce(int version, Path model) {
        Checkpoint checkpoint = BenchModel.checkpoint(model);
        announce(LINE + "@" + version, new ModelVersion(LINE, version, Instant.now(), checkpoint));
    }

    public void appoint(int version) {
        announce(LINE, new ModelVersion(LINE, version, Instant.now(), new Champion(null, "bench", "bench", true)));
    }

    private void announce(String key, ModelVersion value) {
        producer.send(new ProducerRecord<>(
                Topics.MODELS.name(),
                key.getBytes(StandardCharsets.UTF_8),
                models.serializer().serialize(Topics.MODELS.name(), value)));
        producer.flush();
    }

    /** Sends a response; {@link #flush} waits for all of them. */
    public void publish(GeneratedResponse response) {
        producer.send(new ProducerRecord<>(
                Topics.RESPONSES.name(),
                new PromptKey(response.getTenant(), response.getPromptId()).toBytes(),
                responses.serializer().serialize(Topics.RESPONSES.name(), response)));
    }

    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
        base.close();
    }

    /** A stack of a scorer alone. */
    public record ScorerProcess(Stack stack) implements AutoCloseable {

        private static ScorerProcess start(Checkout checkout, Path data, Map<String, String> settings) {
            return new ScorerProcess(Stack.start(StackOptions.keeping(checkout, data)
                    .ports(Ports.random())
                    .parts(EnumSet.of(Part.SCORER))
                    .settings(Part.SCORER, settings)));
        }

        /** Ends it as kill -9 does; the moment it was done. */
        Instant kill() {
            ProcessHandle process = process();
            Instant now = Instant.now();
            process.destroyForcibly();
            process.onExit().join();
            return now;
        }

        public URI url() {
            return URI.create(stack.url(Part.SCORER));
        }

        /** Throws IllegalStateException if it has ended, naming its log. */
        public void requireAlive() {
            if (!isAlive()) {
                throw new IllegalStateException("the scorer has ended; see " + log());
            }
        }

        ProcessHandle process() {
            return stack.process(Part.SCORER);
        }

        boolean isAlive() {
            return process().isAlive();
        }

        void restart() {
            stack.restart(Part.SCORER);
        }

        Path log() {
            return stack.log(Part.SCORER);
        }

        @Override
        public void close() {
            stack.close();
        }
    }
}
