package dev.laurel.trainer.erase.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.laurel.schema.ErasureRequest;
import dev.laurel.schema.Topic;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the requests for erasure that others publish, from the first that the topic holds at each start: what was heard before is known by its id. The same
 * requests stand in every partition, of which it reads one. A broker that is away is asked again.
 */
public final class ErasureFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureFeed.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final TopicPartition partition;
    private final Map<String, Object> settings;
    private final Deserializer<ErasureRequest> values;
    private final Consumer<ErasureRequest> heard;
    private final Thread thread = new Thread(this::run, "erasures");

    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile KafkaConsumer<byte[], byte[]> consumer;

    /**
     * @param kafka settings of the client
     * @param heard told each request, on the feed's thread; what it throws is tried again
     */
    public ErasureFeed(
            Topic<ErasureRequest> topic,
            Map<String, Object> kafka,
            Deserializer<ErasureRequest> values,
            Consumer<ErasureRequest> heard) {
        this.partition = new TopicPartition(topic.name(), 0);
        this.settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.values = values;
        this.heard = heard;
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (isOpen()) {
            try (KafkaConsumer<byte[], byte[]> opened =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer = opened;
                opened.assign(List.of(partition));
                opened.seekToBeginning(List.of(partition));
                while (isOpen()) {
                    opened.poll(POLL).forEach(this::hear);
                }
            } catch (WakeupException e) {
                LOG.debug("no more erasures are followed");
            } catch (RuntimeException e) {
                LOG.error("erasures are not followed, tried again in={} reason=\"{}\"", PAUSE, e.getMessage());
                awaitPause();
            }
        }
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.value() != null) {
                heard.accept(values.deserialize(record.topic(), record.headers(), record.value()));
            }
        } catch (SerializationException | IllegalArgumentException e) {
            LOG.error(
                    "record is no erasure topic={} partition={} offset={}",
                    record.topic(),
                    record.partition(),
                    record.offset());
        } catch (KafkaException e) {
            throw e; // the registry is silent; the topic is read again
        }
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private void awaitPause() {
        try {
            closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        KafkaConsumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
    }
}
