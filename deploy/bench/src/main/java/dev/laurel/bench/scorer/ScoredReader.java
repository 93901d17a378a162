package dev.laurel.bench.scorer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.laurel.bench.scorer.TrialStack.ScorerProcess;
import dev.laurel.command.client.Cluster;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.Topics;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A reader of {@code responses.scored.v1}, committed records only, from the end as it is when it begins. For one thread. */
final class ScoredReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RegistrySerde<ScoredResponse> scored;

    /** A record and when the reader had it. */
    record Seen(ScoredResponse record, long atMillis) {

        /** From the moment of its event to the reader, in milliseconds. */
        double latency() {
            return atMillis - record.getEventTime().toEpochMilli();
        }
    }

    ScoredReader(Cluster cluster) {
        Map<String, Object> settings = new HashMap<>(cluster.kafka());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.scored = new RegistrySerde<>(Topics.SCORED, cluster.registry());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.SCORED.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // now, not at the first poll
    }

    int partitions() {
        return consumer.assignment().size();
    }

    List<Seen> poll() {
        List<Seen> seen = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            seen.add(new Seen(
                    scored.deserializer().deserialize(record.topic(), record.headers(), record.value()),
                    System.currentTimeMillis()));
        }
        return seen;
    }

    /** So many records, which must come within the limit and while the scorer lives. */
    List<Seen> take(int count, ScorerProcess scorer, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        List<Seen> all = new ArrayList<>();
        while (all.size() < count) {
            if (System.nanoTime() > deadline || !scorer.isAlive()) {
                throw new IllegalStateException("%d of %d scored records after %d s, see %s"
                        .formatted(all.size(), count, limit.toSeconds(), scorer.log()));
            }
            all.addAll(poll());
        }
        return all;
    }

    /** The size of every batch that was seen, in their order. */
    static List<Double> batches(List<Seen> seen) {
        return seen.stream()
                .map(one -> one.record().getTimings())
                .distinct()
                .sorted(Comparator.comparing(timings -> timings.getBatchStarted()))
                .map(timings -> (double) timings.getBatchSize())
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
