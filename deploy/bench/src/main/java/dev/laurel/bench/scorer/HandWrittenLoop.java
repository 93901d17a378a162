package dev.laurel.bench.scorer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.laurel.command.client.Cluster;
import dev.laurel.command.pairs.Texts;
import dev.laurel.reward.RewardModel;
import dev.laurel.reward.text.TokenSequence;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Origin;
import dev.laurel.schema.Provisioner;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.ScoredResponses;
import dev.laurel.schema.Timings;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What one would write without Kafka Streams: consume a batch, score it, produce the rewards and commit both in a transaction. The yardstick of the
 * stream: it reads the same topic in the same batches and writes the same records into a topic of its own.
 */
final class HandWrittenLoop {

    private static final String GROUP = "hand-written-loop";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Topic<ScoredResponse> OUTPUT = new Topic<>(
            "hand.written.v1",
            ScoredResponse.class,
            Topics.SCORED.schema(),
            true,
            Topics.SCORED.cleanup(),
            Topics.SCORED.compatibility());

    private final Cluster cluster;
    private final RewardModel model;
    private final int batch;
    private final RegistrySerde<GeneratedResponse> responses;
    private final RegistrySerde<ScoredResponse> rewards;

    HandWrittenLoop(Cluster cluster, RewardModel model, int batch) {
        this.cluster = cluster;
        this.model = model;
        this.batch = batch;
        this.responses = new RegistrySerde<>(Topics.RESPONSES, cluster.registry());
        this.rewards = new RegistrySerde<>(OUTPUT, cluster.registry());
    }

    /** Scores so many responses from the beginning of the topic; the seconds from the first batch to the last commit. */
    double seconds(int count, int partitions) {
        try (var admin = cluster.admin()) {
            Provisioner.addTopic(admin, cluster.registry(), OUTPUT, partitions);
        }
        try (KafkaConsumer<byte[], byte[]> consumer = consumer();
                KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.initTransactions();
            consumer.subscribe(List.of(Topics.RESPONSES.name()));
            long started = 0;
            int done = 0;
            while (done < count) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
                if (!polled.isEmpty()) {
                    started = started == 0 ? System.nanoTime() : started;
                    score(polled, consumer, producer);
                    done += polled.count();
                }
            }
            return (System.nanoTime() - started) / 1e9;
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(cluster.kafka());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, batch);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = new HashMap<>(cluster.kafka());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, GROUP);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 100); // as Kafka Streams has it
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void score(
            ConsumerRecords<byte[], byte[]> polled,
            KafkaConsumer<byte[], byte[]> consumer,
            KafkaProducer<byte[], byte[]> producer) {
        Instant started = Instant.now();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        polled.forEach(records::add);
        List<GeneratedResponse> read = records.stream()
                .map(record -> responses.deserializer().deserialize(record.topic(), record.headers(), record.value()))
                .toList();
        List<TokenSequence> sequences =
                model.text().encodeAll(read.stream().map(Texts::conversation).toList());
        float[] scores = model.score(sequences);
        Timings timings = new Timings(started, Instant.now(), records.size(), GROUP);
        producer.beginTransaction();
        for (int i = 0; i < scores.length; i++) {
            ConsumerRecord<byte[], byte[]> from = records.get(i);
            ScoredResponse value = ScoredResponses.of(read.get(i))
                    .setReward(scores[i])
                    .setNormalizedReward(scores[i])
                    .setModelLine(TrialStack.LINE)
                    .setModelVersion(1)
                    .setWeightDigest(model.weightDigest())
                    .setTokens(sequences.get(i).length())
                    .setTruncated(sequences.get(i).truncated())
                    .setOrigin(new Origin(from.topic(), from.partition(), from.offset()))
                    .setTimings(timings)
                    .build();
            producer.send(new ProducerRecord<>(
                    OUTPUT.name(), from.key(), rewards.serializer().serialize(OUTPUT.name(), value)));
        }
        producer.sendOffsetsToTransaction(polled.nextOffsets(), consumer.groupMetadata());
        producer.commitTransaction();
    }
}
