package dev.laurel.bench.attack;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

import dev.laurel.command.client.TopicReader;
import dev.laurel.schema.DeadLetter;
import dev.laurel.schema.Topics;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Malformed and extreme records on both input topics: each is processed or set aside, each response scored once or set aside. */
final class RecordAttack {

    private static final Duration CATCHING_UP = Duration.ofMinutes(10);

    private final Target target;
    private final long seed;
    private final Faults faults;

    /** A record's place. */
    private record Place(String topic, int partition, long offset) {}

    /**
     * What came of the records.
     *
     * @param sent those that the broker took
     * @param setAside those with a dead letter
     * @param scored responses with a scored record
     */
    record Outcome(long sent, long setAside, long scored) {}

    RecordAttack(Target target, long seed, Faults faults) {
        this.target = target;
        this.seed = seed;
        this.faults = faults;
    }

    Outcome run(int cases, IntConsumer done) {
        Map<Place, Integer> sent = new ConcurrentHashMap<>();
        for (int i = 0; i < cases; i++) {
            int number = i;
            ProducerRecord<byte[], byte[]> record = RecordCase.of(number, seed, target);
            target.producer().send(record, (metadata, error) -> {
                if (error == null) {
                    sent.put(new Place(metadata.topic(), metadata.partition(), metadata.offset()), number);
                } // else it is larger than the broker takes from anybody
                done.accept(number);
            });
        }
        target.producer().flush();
        faults.expect(target.caughtUp(CATCHING_UP), "records that are not processed", target.lag() + " of them");
        return account(sent);
    }

    private Outcome account(Map<Place, Integer> sent) {
        Map<Place, Integer> scored = new HashMap<>();
        new TopicReader(target.cluster()).read(Topics.SCORED, record -> {
            var origin = record.value().getOrigin();
            scored.merge(new Place(origin.getTopic(), origin.getPartition(), origin.getOffset()), 1, Integer::sum);
        });
        Set<Place> setAside = setAside();
        sent.forEach((place, number) -> {
            int times = scored.getOrDefault(place, 0);
            faults.expect(times <= 1, "scored " + times + " times", "record " + number);
            if (place.topic().equals(Topics.RESPONSES.name())) {
                faults.expect(
                        times == 1 || setAside.contains(place), "neither scored nor set aside", "record " + number);
            }
        });
        return new Outcome(
                sent.size(),
                sent.keySet().stream().filter(setAside::contains).count(),
                sent.keySet().stream().filter(scored::containsKey).count());
    }

    private Set<Place> setAside() {
        Map<String, Object> settings = new HashMap<>(target.cluster().kafka());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        Set<Place> places = new HashSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    List.of(Topics.FEEDBACK.deadLetters(), Topics.RESPONSES.deadLetters()).stream()
                            .flatMap(topic -> consumer.partitionsFor(topic).stream())
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    DeadLetter letter = DeadLetter.read(record.headers()).orElseThrow();
                    places.add(new Place(letter.topic(), letter.partition(), letter.offset()));
                    faults.expect(
                            !letter.reason().contains(Secret.WORD),
                            "a conversation in a dead letter's reason",
                            letter.kind());
                }
            }
        }
        return places;
    }
}
