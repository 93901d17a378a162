package dev.laurel.trainer.window;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.laurel.schema.Line;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.Topic;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads windows of the pairs topic: committed records only, without a consumer group, from where an earlier window ended to the last stable offset at the
 * moment of asking. Reading ends when the position is there, since transaction markers have offsets and are never delivered. Safe for many threads.
 */
public final class WindowReader {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STALLED = Duration.ofSeconds(60);
    private static final int MOST_FETCHED = 16 << 20; // bytes, compressed

    /** Records in memory beside the window, each of them possibly as large as one can be. */
    private static final int MOST_POLLED = 50;

    private final Topic<PreferencePair> topic;
    private final Map<String, Object> kafka;
    private final Deserializer<PreferencePair> deserializer;
    private final Supplier<Predicate<PreferencePair>> leftOut;
    private final Duration patience;

    /**
     * @param kafka settings of the clients: {@code bootstrap.servers}, security
     * @param leftOut asked once for each window: the pairs that are not to be read any more, because their subject has asked for erasure
     * @param patience how long a transaction may be open before a window tells of it
     */
    public WindowReader(
            Topic<PreferencePair> topic,
            Map<String, Object> kafka,
            Deserializer<PreferencePair> deserializer,
            Supplier<Predicate<PreferencePair>> leftOut,
            Duration patience) {
        this.patience = patience;
        this.topic = topic;
        this.kafka = Map.copyOf(kafka);
        this.deserializer = deserializer;
        this.leftOut = leftOut;
    }

    /**
     * The window after {@code previous}, or from the beginning of the topic where there is none or the topic is another one.
     *
     * @throws KafkaException if the broker or the registry does not answer; nothing has then been decided about any record
     */
    public WindowPairs read(Line line, Optional<Window> previous, SizeLimit bounds) {
        return read(line, previous, bounds, so -> {});
    }

    /** @param progress told again and again how much is read; what it throws ends the reading */
    public WindowPairs read(Line line, Optional<Window> previous, SizeLimit bounds, Consumer<StageProgress> progress) {
        try (Admin admin = Admin.create(kafka);
                KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            String topicId = topicId(admin);
            Optional<Window> continued =
                    previous.filter(window -> window.topicId().equals(topicId));
            List<Notice> notices = new ArrayList<>();
            if (previous.isPresent() && continued.isEmpty()) {
                notices.add(recreated(previous.get().topicId(), topicId));
            }
            Cursor cursor = Cursor.over(consumer, topic.name(), continued);
            cursor.expired().forEach(span -> notices.add(expired(span)));
            notices.addAll(new OpenTransactions(admin, patience, Clock.systemUTC()).behind(cursor.limits()));
            PairRecords pairs = new PairRecords(
                    new PairLedger(line, leftOut(), PairCheck.REVISION, bounds.longestPair()), deserializer);
            SizeLimit.End end = readOn(consumer, cursor, pairs, bounds, progress);
            return pairs.window(cursor.window(topicId, bounds, end), notices);
        }
    }

    /**
     * Reads a window again.
     *
     * @param line as it was when the window was read
     * @throws KafkaException if the broker or the registry does not answer
     */
    public Reread again(Line line, Window window) {
        try (Admin admin = Admin.create(kafka);
                KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            String topicId = topicId(admin);
            if (!window.topicId().equals(topicId)) {
                return new Reread.Recreated(topicId);
            }
            Optional<Reread> beyond = beyond(consumer, window);
            if (beyond.isPresent()) {
                return beyond.get();
            }
            Cursor cursor = Cursor.across(consumer, topic.name(), window);
            if (!cursor.expired().isEmpty()) {
                return new Reread.Expired(cursor.expired());
            }
            SizeLimit bounds = window.bounds().orElse(SizeLimit.NONE);
            PairLedger ledger = new PairLedger(line, leftOut(), window.reading(), bounds.longestPair());
            readOn(consumer, cursor, new PairRecords(ledger, deserializer), SizeLimit.NONE, so -> {});
            return new Reread.Held(ledger.placed());
        }
    }

    private Optional<Reread> beyond(KafkaConsumer<?, ?> consumer, Window window) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(topic.name(), info.partition()))
                .toList());
        for (OffsetSpan span : window.spans()) {
            long end = ends.getOrDefault(new TopicPartition(topic.name(), span.partition()), 0L);
            if (span.to() > end) {
                return Optional.of(new Reread.Beyond(span, end));
            }
        }
        return Optional.empty();
    }

    /** Reads to the cursor's end, or to the record with which the pairs are as much as they may be. */
    private SizeLimit.End readOn(
            KafkaConsumer<byte[], byte[]> consumer,
            Cursor cursor,
            PairRecords pairs,
            SizeLimit bounds,
            Consumer<StageProgress> progress) {
        long movedAt = System.nanoTime();
        while (!cursor.done()) {
            progress.accept(cursor.counted());
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (cursor.covers(record)) {
                    pairs.add(record);
                    cursor.pass(record);
                }
                SizeLimit.End end = pairs.end(bounds);
                if (end != SizeLimit.End.TOPIC) {
                    return end;
                }
            }
            if (cursor.advance()) {
                movedAt = System.nanoTime();
            } else if (System.nanoTime() - movedAt > STALLED.toNanos()) {
                throw new KafkaException("reading " + topic + " has stood still for " + STALLED + " at " + cursor);
            }
        }
        return SizeLimit.End.TOPIC;
    }

    /** The pairs that are not to be read any more, as of now. */
    public Predicate<PreferencePair> leftOut() {
        return leftOut.get();
    }

    private static Notice recreated(String before, String now) {
        return new Notice(
                Notice.Kind.TOPIC_RECREATED,
                "its id is " + now + " and was " + before + " when the champion's window was read; it is read from its"
                        + " beginning");
    }

    private static Notice expired(OffsetSpan span) {
        return new Notice(
                Notice.Kind.OFFSETS_EXPIRED,
                "partition " + span.partition() + " no longer holds the offsets " + span.from() + " to " + span.to()
                        + ", " + (span.to() - span.from()) + " of them, which the window should have begun with");
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = CommittedRecords.settings(kafka);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_FETCHED);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_POLLED);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private String topicId(Admin admin) {
        try {
            TopicDescription description = admin.describeTopics(List.of(topic.name()))
                    .topicNameValues()
                    .get(topic.name())
                    .get();
            return description.topicId().toString();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "cannot describe topic " + topic + ": " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
