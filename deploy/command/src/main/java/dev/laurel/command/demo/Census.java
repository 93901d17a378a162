package dev.laurel.command.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.laurel.command.client.TopicReader;
import dev.laurel.schema.Origin;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What is in the topics, read from Kafka with {@code read_committed} and not from any service's own counters.
 *
 * @param scored every scored response
 * @param unscored responses without a scored record
 * @param scoredTwice responses with more than one
 */
public record Census(List<Count> counts, List<ScoredResponse> scored, long unscored, long scoredTwice) {

    /** Records of one topic and of its dead-letter topic. */
    public record Count(String topic, long records, long deadLetters) {}

    static Census take(TopicReader topics) {
        List<Count> counts = new ArrayList<>();
        Map<String, Long> records = topics.counts(Topics.ALL.stream()
                .flatMap(topic -> Stream.of(topic.name(), topic.deadLetters()))
                .toList());
        for (Topic<?> topic : Topics.ALL) {
            counts.add(new Count(topic.name(), records.get(topic.name()), records.get(topic.deadLetters())));
        }
        List<ScoredResponse> scored = topics.readAll(Topics.SCORED).stream()
                .map(ConsumerRecord::value)
                .toList();
        Map<String, Integer> times = new HashMap<>();
        topics.readAll(Topics.RESPONSES).forEach(record -> times.put(record.partition() + "@" + record.offset(), 0));
        scored.forEach(response -> times.merge(place(response.getOrigin()), 1, Integer::sum));
        return new Census(
                counts,
                scored,
                times.values().stream().filter(count -> count == 0).count(),
                times.values().stream().filter(count -> count > 1).count());
    }

    private static String place(Origin origin) {
        return origin.getPartition() + "@" + origin.getOffset();
    }

    /** What a key of {@link #byVersion} names: {@code default@2} is version 2 of line default. */
    public static String inWords(String lineAndVersion) {
        int at = lineAndVersion.lastIndexOf('@');
        return "version " + lineAndVersion.substring(at + 1) + " of line " + lineAndVersion.substring(0, at);
    }

    /** Scored responses by the line and version that scored them. */
    Map<String, Long> byVersion() {
        Map<String, Long> counts = new TreeMap<>();
        scored.forEach(
                response -> counts.merge(response.getModelLine() + "@" + response.getModelVersion(), 1L, Long::sum));
        return counts;
    }
}
