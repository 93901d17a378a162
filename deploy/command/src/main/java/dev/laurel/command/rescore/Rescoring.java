package dev.laurel.command.rescore;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;

import dev.laurel.command.client.Cluster;
import dev.laurel.command.offline.ModelScoring;
import dev.laurel.command.offline.Outcome;
import dev.laurel.command.pairs.Texts;
import dev.laurel.command.rescore.OffsetRanges.Range;
import dev.laurel.reward.RewardModel;
import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.reward.text.Conversation;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Origin;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.Provisioner;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.ScoredResponses;
import dev.laurel.schema.Timings;
import dev.laurel.schema.Topics;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Scores a stretch of {@code responses.generated.v1} with one version, apart from the running scorers. Every batch and how far it reached are one
 * transaction: a run that was broken off goes on when the same is asked for again, and no response is scored twice. For one thread.
 */
public final class Rescoring {

    private static final int BATCH = 256;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final String INSTANCE = "laurel-rescore";

    private final Cluster cluster;
    private final RescoreRequest request;
    private final Checkpoint checkpoint;
    private final RewardScale scale;
    private final ModelScoring<Conversation> scoring;
    private final Clock clock;
    private final RegistrySerde<GeneratedResponse> responses;
    private final RegistrySerde<ScoredResponse> rewards;
    private final Map<String, Long> otherwise = new TreeMap<>();
    private long scored;
    private long leftOut;

    /** A response and the record it came in. */
    private record Response(ConsumerRecord<byte[], byte[]> record, GeneratedResponse value) {}

    /**
     * @param checkpoint the version as it was announced
     * @param model the version itself
     */
    public Rescoring(Cluster cluster, RescoreRequest request, Checkpoint checkpoint, RewardModel model, Clock clock) {
        this.cluster = cluster;
        this.request = request;
        this.checkpoint = checkpoint;
        this.scale = new RewardScale(checkpoint.getReferenceMean(), checkpoint.getReferenceStd());
        this.scoring = ModelScoring.ofConversations(model);
        this.clock = clock;
        this.responses = new RegistrySerde<>(Topics.RESPONSES, cluster.registry());
        this.rewards = new RegistrySerde<>(request.output(), cluster.registry());
    }

    /**
     * Scores the stretch to its end.
     *
     * @param progress hears of every offset that is done, out of {@code length}
     * @param length hears once how many there are
     */
    public RescoreSummary run(LongConsumer length, LongConsumer progress) {
        OffsetRanges stretch;
        try (Admin admin = cluster.admin()) {
            List<TopicPartition> partitions = OffsetRanges.partitions(admin, Topics.RESPONSES.name());
            stretch = OffsetRanges.between(
                    admin, partitions, RangeEnd.parse(request.from()), RangeEnd.parse(request.to()));
            Provisioner.addTopic(admin, cluster.registry(), request.output(), partitions.size());
        }
        length.accept(stretch.length());
        try (Consumer<byte[], byte[]> consumer = consumer();
                Producer<byte[], byte[]> producer = producer()) {
            producer.initTransactions();
            long before = seek(consumer, stretch);
            while (!done(consumer, stretch)) {
                List<Response> batch = poll(consumer, stretch);
                write(producer, batch, positions(consumer, stretch), consumer.groupMetadata());
                progress.accept(reached(consumer, stretch));
            }
            return new RescoreSummary(scored, otherwise, leftOut, before);
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(cluster.kafka());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, request.group());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Producer<byte[], byte[]> producer() {
        Map<String, Object> settings = new HashMap<>(cluster.kafka());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, request.group());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Provisioner.DERIVED_RECORD_BYTES);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** To where an earlier run ended; how many offsets that run had done. */
    private static long seek(Consumer<byte[], byte[]> consumer, OffsetRanges stretch) {
        Set<TopicPartition> partitions = stretch.ranges().keySet();
        consumer.assign(partitions);
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions);
        long before = 0;
        for (Map.Entry<TopicPartition, Range> part : stretch.ranges().entrySet()) {
            long from = Optional.ofNullable(committed.get(part.getKey()))
                    .map(OffsetAndMetadata::offset)
                    .map(offset -> Math.max(offset, part.getValue().from()))
                    .orElse(part.getValue().from());
            consumer.seek(part.getKey(), from);
            before += from - part.getValue().from();
        }
        return before;
    }

    private static boolean done(Consumer<byte[], byte[]> consumer, OffsetRanges stretch) {
        return stretch.ranges().entrySet().stream()
                .allMatch(part ->
                        consumer.position(part.getKey()) >= part.getValue().to());
    }

    private static long reached(Consumer<byte[], byte[]> consumer, OffsetRanges stretch) {
        return positions(consumer, stretch).entrySet().stream()
                .mapToLong(part -> part.getValue().offset()
                        - stretch.ranges().get(part.getKey()).from())
                .sum();
    }

    private static Map<TopicPartition, OffsetAndMetadata> positions(
            Consumer<byte[], byte[]> consumer, OffsetRanges stretch) {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        stretch.ranges()
                .forEach((partition, range) -> positions.put(
                        partition, new OffsetAndMetadata(Math.min(range.to(), consumer.position(partition)))));
        return positions;
    }

    private List<Response> poll(Consumer<byte[], byte[]> consumer, OffsetRanges stretch) {
        List<Response> batch = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (record.offset() < stretch.ranges().get(partition).to()) {
                read(record).ifPresent(value -> batch.add(new Response(record, value)));
            }
        }
        return batch;
    }

    private Optional<GeneratedResponse> read(ConsumerRecord<byte[], byte[]> record) {
        GeneratedResponse response;
        try {
            response = responses.deserializer().deserialize(record.topic(), record.headers(), record.value());
        } catch (SerializationException e) {
            return without("unreadable");
        }
        if (response == null) {
            return without("without a value");
        }
        if (!request.takes(response)) {
            leftOut++;
            return Optional.empty();
        }
        if (response.getMessages().isEmpty() || saysNothing(response)) {
            return without("without a conversation or an answer");
        }
        return Optional.of(response);
    }

    private <T> Optional<T> without(String reason) {
        otherwise.merge(reason, 1L, Long::sum);
        return Optional.empty();
    }

    private void write(
            Producer<byte[], byte[]> producer,
            List<Response> batch,
            Map<TopicPartition, OffsetAndMetadata> reached,
            ConsumerGroupMetadata group) {
        Instant started = clock.instant();
        List<Outcome> outcomes = scoring.score(batch.stream()
                .map(response -> Texts.conversation(response.value()))
                .toList());
        Timings timings = new Timings(started, clock.instant(), batch.size(), INSTANCE);
        producer.beginTransaction();
        for (int i = 0; i < batch.size(); i++) {
            Response response = batch.get(i);
            outcomes.get(i)
                    .reward()
                    .ifPresentOrElse(
                            reward -> send(producer, response, reward, timings),
                            () -> without("refused by the formatting"));
        }
        producer.sendOffsetsToTransaction(reached, group);
        producer.commitTransaction();
    }

    private void send(Producer<byte[], byte[]> producer, Response response, Outcome.Reward reward, Timings timings) {
        ConsumerRecord<byte[], byte[]> from = response.record();
        ScoredResponse value = ScoredResponses.of(response.value())
                .setReward(reward.raw())
                .setNormalizedReward(scale.normalise(reward.raw()))
                .setModelLine(request.line())
                .setModelVersion(request.version())
                .setWeightDigest(checkpoint.getWeightDigest())
                .setTokens(reward.tokens())
                .setTruncated(reward.truncated())
                .setOrigin(new Origin(from.topic(), from.partition(), from.offset()))
                .setTimings(timings)
                .build();
        byte[] key = new PromptKey(value.getTenant(), value.getPromptId()).toBytes();
        producer.send(new ProducerRecord<>(
                request.topic(),
                null,
                from.timestamp(),
                key,
                rewards.serializer().serialize(request.topic(), value)));
        scored++;
    }

    private static boolean saysNothing(GeneratedResponse response) {
        return response.getResponse().isBlank() && response.getAnswer().isEmpty();
    }
}
