package dev.laurel.bench.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import dev.laurel.client.Cluster;
import dev.laurel.client.ScorerClient;
import dev.laurel.local.LocalStack;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.schema.Champion;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.ModelVersion;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.Topics;
import dev.laurel.stack.Home;
import dev.laurel.stack.Part;
import dev.laurel.stack.StackOptions;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A scorer process that serves a model as version 1 of the line {@code default}, beside a broker and a registry of its own. */
final class ServedModel implements AutoCloseable {

    private static final String LINE = "default";
    private static final Duration LOADING = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(200);

    private final LocalStack local;

    private ServedModel(LocalStack local) {
        this.local = local;
    }

    /** Starts everything and waits until the model is active. */
    static ServedModel start(Path model, EngineOptions engine) throws InterruptedException {
        StackOptions options = StackOptions.temporary(Home.find())
                .parts(EnumSet.of(Part.BROKER, Part.REGISTRY, Part.SCORER))
                .settings(
                        Part.SCORER,
                        Map.of(
                                "laurel.scorer.engine.device", engine.device(),
                                "laurel.scorer.engine.threads", Integer.toString(engine.threads())));
        ServedModel served = new ServedModel(LocalStack.start(options, List.of(), Map.of()));
        try {
            served.announce(model);
            served.awaitActive();
            return served;
        } catch (InterruptedException | RuntimeException e) {
            served.close();
            throw e;
        }
    }

    URI url() {
        return local.url(Part.SCORER);
    }

    private void announce(Path model) throws InterruptedException {
        Cluster cluster = local.cluster();
        Checkpoint checkpoint = Checkpoint.newBuilder()
                .setUri(model.toUri().toString())
                .setWeightDigest(HuggingFaceDirectory.open(model).weightDigest())
                .setBaseModel("bench")
                .setPairs(0)
                .build();
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(cluster.kafka(), new StringSerializer(), new ByteArraySerializer())) {
            var values = new RegistrySerde<>(Topics.MODELS, cluster.registry()).serializer();
            for (Map.Entry<String, Object> record : Map.<String, Object>of(
                            LINE + "@1", checkpoint, LINE, new Champion(null, "bench", "bench"))
                    .entrySet()) {
                byte[] value = values.serialize(
                        Topics.MODELS.name(), new ModelVersion(LINE, 1, Instant.now(), record.getValue()));
                producer.send(new ProducerRecord<>(Topics.MODELS.name(), record.getKey(), value))
                        .get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the model cannot be announced: " + e.getCause().getMessage(), e);
        }
    }

    private void awaitActive() throws InterruptedException {
        ScorerClient scorer = new ScorerClient(url());
        long until = System.nanoTime() + LOADING.toNanos();
        while (scorer.activeVersion(LINE).isEmpty()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the scorer has not loaded the model within " + LOADING.toMinutes()
                        + " min; its log is in " + local.stack().data().resolve("logs"));
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    @Override
    public void close() {
        local.close();
    }
}
