package dev.laurel.scorer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

import dev.laurel.scorer.stream.GroupStore;
import dev.laurel.scorer.stream.StoreMemory;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

import static org.apache.kafka.streams.StreamsConfig.mainConsumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

/** Kafka Streams' settings for exactly-once scoring in batches, over whatever {@code kafka.*} says. */
final class StreamsSettings {

    private static final String INSTANCE = "instance";

    private StreamsSettings() {}

    static Properties of(ScorerConfig config, Map<String, String> kafka) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreMemory.class);
        settings.putAll(kafka);

        settings.put( // nothing that is written is larger, and a limit below would end the stream at such a record
                producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), GroupStore.CHANGELOG_BYTES);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic"); // the streams protocol takes no client supplier
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1); // one batch at a time fills the device
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
        settings.put(
                producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Math.toIntExact(config.transactionTimeout().toMillis()));

        consumer(settings, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer(settings, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance(config));
        consumer(settings, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(config.sessionTimeout()));
        consumer(settings, ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, millis(config.maxPollInterval()));
        consumer(
                settings, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.batch().maxResponses());
        consumer(
                settings,
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                Math.toIntExact(config.batch().gather().asLongValue()));
        consumer(
                settings,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                millis(config.batch().gatherAtMost()));
        return settings;
    }

    private static void consumer(Properties settings, String name, Object value) {
        settings.put(mainConsumerPrefix(name), value);
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    /** The instance's name within the application. */
    static String instance(ScorerConfig config) {
        return config.instanceId().orElseGet(() -> keptInstance(config.stateDir()));
    }

    private static String keptInstance(Path stateDir) {
        Path file = stateDir.resolve(INSTANCE);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(stateDir);
                Files.writeString(file, UUID.randomUUID().toString());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("laurel.scorer.state-dir cannot be used: " + e.getMessage(), e);
        }
    }
}
