package dev.laurel.command.rescore;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Offsets [from, to) of the partitions of a topic; none is empty.
 *
 * @param ranges by partition, in their order
 */
record OffsetRanges(Map<TopicPartition, Range> ranges) {

    /** Offsets [from, to) of one partition. */
    record Range(long from, long to) {

        long length() {
            return to - from;
        }
    }

    /** The partitions of a topic, in their order. */
    static List<TopicPartition> partitions(Admin admin, String topic) {
        return await(() -> admin.describeTopics(List.of(topic))
                        .topicNameValues()
                        .get(topic)
                        .get()
                        .partitions())
                .stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** Between two moments, within what the partitions hold now. */
    static OffsetRanges between(Admin admin, List<TopicPartition> partitions, RangeEnd from, RangeEnd to) {
        Map<TopicPartition, Long> begins = offsets(admin, partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
        Map<TopicPartition, Long> first = resolve(admin, partitions, from, ends);
        Map<TopicPartition, Long> last = resolve(admin, partitions, to, ends);
        Map<TopicPartition, Range> ranges = new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
        for (TopicPartition partition : partitions) {
            if (first.containsKey(partition) && last.containsKey(partition)) {
                long begin = Math.max(begins.get(partition), first.get(partition));
                long end = Math.min(ends.get(partition), last.get(partition));
                if (begin < end) {
                    ranges.put(partition, new Range(begin, end));
                }
            }
        }
        return new OffsetRanges(ranges);
    }

    private static Map<TopicPartition, Long> resolve(
            Admin admin, List<TopicPartition> partitions, RangeEnd moment, Map<TopicPartition, Long> ends) {
        if (moment instanceof RangeEnd.Edge edge) {
            return offsets(admin, partitions, edge.offsets());
        }
        Map<TopicPartition, Long> offsets = new HashMap<>();
        if (moment instanceof RangeEnd.Time time) {
            offsets(admin, partitions, OffsetSpec.forTimestamp(time.time().toEpochMilli()))
                    .forEach((partition, offset) ->
                            offsets.put(partition, offset < 0 ? ends.get(partition) : offset)); // none so late
        } else if (moment instanceof RangeEnd.Offsets named) {
            named.byPartition().forEach((number, offset) -> {
                if (number >= partitions.size()) {
                    throw new IllegalArgumentException("partition " + number + " where "
                            + partitions.get(0).topic() + " has " + partitions.size());
                }
                offsets.put(partitions.get(number), offset);
            });
        }
        return offsets;
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        await(() -> admin.listOffsets(asked).all().get())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private interface Answer<T> {
        T await() throws ExecutionException, InterruptedException;
    }

    private static <T> T await(Answer<T> answer) {
        try {
            return answer.await();
        } catch (ExecutionException e) {
            throw new KafkaException("cannot read offsets: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    long length() {
        return ranges.values().stream().mapToLong(Range::length).sum();
    }
}
