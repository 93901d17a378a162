package dev.laurel.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

import dev.laurel.schema.RegistryUnavailableException;
import dev.laurel.schema.UnreadableRecords;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running topology, with Kafka Streams' own metrics.
 *
 * <p>Quarkus' own Kafka Streams extension is not used: it starts the streams on a thread of its own, where a missing topic cannot refuse the start, and
 * does not take {@code kafka.*} settings.
 */
final class PairStreams implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PairStreams.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;

    PairStreams(Topology topology, ClientSettings settings, String applicationId, Path stateDir, MeterRegistry meters) {
        this.streams = new KafkaStreams(topology, properties(settings, applicationId, stateDir));
        this.metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(meters);
        streams.setUncaughtExceptionHandler(PairStreams::afterFailure);
        streams.setStateListener((now, before) -> LOG.info("pair streams changed state from={} to={}", before, now));
    }

    static Properties properties(ClientSettings settings, String applicationId, Path stateDir) {
        Properties properties = new Properties();
        properties.putAll(settings.kafka());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toAbsolutePath().toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecords.class);
        return properties;
    }

    void start() {
        streams.start();
    }

    /** Whether records are processed, or will be as soon as partitions have been assigned. */
    boolean running() {
        return streams.state().isRunningOrRebalancing();
    }

    /** Whether it has failed for good. */
    boolean failed() {
        return streams.state().hasStartedOrFinishedShuttingDown();
    }

    KafkaStreams.State state() {
        return streams.state();
    }

    @Override
    public void close() {
        metrics.close();
        streams.close(CLOSE_LIMIT);
    }

    /** A silent registry is asked again by a new thread, from the same offsets; anything else is a bug, and ends the service's life. */
    private static StreamThreadExceptionResponse afterFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryUnavailableException) {
                LOG.warn("registry does not answer, trying again reason=\"{}\"", cause.getMessage());
                return StreamThreadExceptionResponse.REPLACE_THREAD;
            }
        }
        LOG.error("pair streams failed", failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
