package dev.laurel.trainer.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** How far the reading of a window has come in each partition, between where it begins and where it ends at the latest. */
final class Cursor {

    private final Consumer<?, ?> consumer;
    private final Map<TopicPartition, Span> open = new HashMap<>();
    private final List<Span> spans = new ArrayList<>();
    private final List<OffsetSpan> expired = new ArrayList<>();
    private final Map<TopicPartition, Long> limits;

    private static final class Span {
        final int partition;
        final long from;
        final long limit;
        long next; // where the window would end now
        long seen; // the position after the last poll

        Span(int partition, long from, long limit) {
            this.partition = partition;
            this.from = from;
            this.limit = Math.max(from, limit);
            this.next = from;
            this.seen = from;
        }
    }

    private Cursor(Consumer<?, ?> consumer, Map<TopicPartition, Long> limits) {
        this.consumer = consumer;
        this.limits = limits;
    }

    /** Assigns the partitions that have something to read and seeks to where {@code previous} ended; the limit is the last stable offset as of now. */
    static Cursor over(Consumer<?, ?> consumer, String topic, Optional<Window> previous) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> stable = consumer.endOffsets(partitions); // of a read_committed consumer
        Cursor cursor = new Cursor(consumer, stable);
        for (TopicPartition partition : partitions) {
            long held = first.get(partition);
            long wanted = previous.flatMap(window -> window.end(partition.partition()))
                    .orElse(held);
            cursor.begin(partition, wanted, held, stable.get(partition));
        }
        consumer.assign(cursor.open.keySet());
        cursor.open.forEach((partition, span) -> consumer.seek(partition, span.from));
        return cursor;
    }

    /** Assigns the partitions of a window that was read before, and seeks to where it begins; where the topic holds none of it, it is expired. */
    static Cursor across(Consumer<?, ?> consumer, String topic, Window window) {
        List<TopicPartition> partitions = window.spans().stream()
                .map(span -> new TopicPartition(topic, span.partition()))
                .toList();
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Cursor cursor = new Cursor(consumer, Map.of());
        for (OffsetSpan span : window.spans()) {
            TopicPartition partition = new TopicPartition(topic, span.partition());
            if (span.from() < span.to()) {
                cursor.begin(partition, span.from(), first.get(partition), span.to());
            }
        }
        consumer.assign(cursor.open.keySet());
        cursor.open.forEach((partition, span) -> consumer.seek(partition, span.from));
        return cursor;
    }

    private void begin(TopicPartition partition, long wanted, long held, long limit) {
        if (wanted < held) {
            expired.add(new OffsetSpan(partition.partition(), wanted, held));
        }
        Span span = new Span(partition.partition(), Math.max(wanted, held), limit);
        spans.add(span);
        if (span.from < span.limit) {
            open.put(partition, span);
        }
    }

    /** Offsets that the window should have begun with, and that the topic no longer holds. */
    List<OffsetSpan> expired() {
        return List.copyOf(expired);
    }

    /** Where each partition ends: its last stable offset when the reading began. */
    Map<TopicPartition, Long> limits() {
        return Map.copyOf(limits);
    }

    boolean done() {
        return open.isEmpty();
    }

    /** Offsets passed, of those between beginning and limit. */
    StageProgress counted() {
        return new StageProgress(
                spans.stream().mapToLong(span -> span.next - span.from).sum(),
                spans.stream().mapToLong(span -> span.limit - span.from).sum(),
                "records");
    }

    /** Whether the record is of the window, and not behind its limit. */
    boolean covers(ConsumerRecord<?, ?> record) {
        Span span = open.get(new TopicPartition(record.topic(), record.partition()));
        return span != null && record.offset() < span.limit;
    }

    /** The window now ends behind this record at the earliest. */
    void pass(ConsumerRecord<?, ?> record) {
        open.get(new TopicPartition(record.topic(), record.partition())).next = record.offset() + 1;
    }

    /** After all records of a poll: goes on to the consumer's positions, past markers too. Says whether that moved anything. */
    boolean advance() {
        boolean moved = false;
        for (TopicPartition partition : List.copyOf(open.keySet())) {
            Span span = open.get(partition);
            long position = Math.min(consumer.position(partition), span.limit);
            moved |= position > span.seen;
            span.next = position;
            span.seen = position;
            if (position >= span.limit) {
                consumer.pause(List.of(partition));
                open.remove(partition);
            }
        }
        return moved;
    }

    Window window(String topicId, SizeLimit bounds, SizeLimit.End end) {
        List<OffsetSpan> read = spans.stream()
                .map(span -> new OffsetSpan(span.partition, span.from, span.next))
                .toList();
        return new Window(topicId, read, expired, PairCheck.REVISION, Optional.of(bounds), Optional.of(end));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        spans.forEach(span -> text.append(text.isEmpty() ? "" : ", ")
                .append("partition %d at %d of %d".formatted(span.partition, span.next, span.limit)));
        return text.toString();
    }
}
