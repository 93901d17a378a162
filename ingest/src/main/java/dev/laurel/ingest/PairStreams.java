package dev.laurel.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.laurel.schema.Failures;
import dev.laurel.schema.Provisioner;
import dev.laurel.schema.RecordTimes;
import dev.laurel.schema.RestartBackoff;
import dev.laurel.schema.UnreadableRecords;
import dev.laurel.service.client.ClientSettings;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running topology, with Kafka Streams' own metrics. A thread that the infrastructure ends is replaced by another one, from the same offsets, as
 * {@link RestartBackoff} says; when that is of no use any more, the process ends.
 *
 * <p>Quarkus' own Kafka Streams extension is not used: it starts the streams on a thread of its own, where a missing topic cannot refuse the start, and
 * does not take {@code kafka.*} settings.
 */
final class PairStreams implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PairStreams.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    /** A broker that stands still for half of it loses nothing; after it, what was not committed is done again. */
    private static final int TRANSACTION_TIMEOUT_MS = 60_000;

    /** A thread that was replaced does not leave its group: its partitions are given to another one after this time. */
    private static final int SESSION_TIMEOUT_MS = 10_000;

    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;
    private final StreamWatch watch;
    private final RestartBackoff restarts;
    private final Consumer<String> onEnd;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** @param onEnd hears why the stream has ended for good, on one of its threads */
    PairStreams(
            Topology topology,
            Properties settings,
            MeterRegistry meters,
            StreamWatch watch,
            RestartBackoff restarts,
            Consumer<String> onEnd) {
        this.streams = new KafkaStreams(topology, settings);
        this.metrics = new KafkaStreamsMetrics(streams);
        this.watch = watch;
        this.restarts = restarts;
        this.onEnd = onEnd;
        metrics.bindTo(meters);
        streams.setUncaughtExceptionHandler(this::afterFailure);
        streams.setStateListener(this::changed);
    }

    static Properties properties(ClientSettings settings, String applicationId, Path stateDir) {
        Properties properties = new Properties();
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Provisioner.DERIVED_RECORD_BYTES);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        properties.put(
                StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED); // any order will do
        properties.putAll(settings.kafka());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toAbsolutePath().toString());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreFiles.class);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, RecordTimes.class);
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecords.class);
        return properties;
    }

    void start() {
        streams.start();
    }

    KafkaStreams.State state() {
        return streams.state();
    }

    /** Whether it has failed for good. */
    boolean failed() {
        return streams.state().hasStartedOrFinishedShuttingDown();
    }

    @Override
    public void close() {
        closing.countDown();
        metrics.close();
        streams.close(CLOSE_LIMIT);
    }

    private void changed(KafkaStreams.State now, KafkaStreams.State before) {
        LOG.info("pair streams changed state from={} to={}", before, now);
        switch (now) {
            case RUNNING -> watch.runs();
            case CREATED, REBALANCING ->
                watch.pauses("the stream waits for its partitions, or reads its ledgers from the changelog");
            case PENDING_SHUTDOWN, NOT_RUNNING -> watch.stopped("the stream ends");
            case PENDING_ERROR, ERROR -> {
                watch.stopped("the stream has failed");
                end("its stream has failed");
            }
        }
    }

    /** On the thread that failed, which ends when this returns. */
    private StreamThreadExceptionResponse afterFailure(Throwable failure) {
        String reason = Failures.shown(failure);
        Optional<Duration> pause = isOfTheMachine(failure) ? Optional.empty() : restarts.afterFailure();
        if (pause.isEmpty()) {
            watch.stopped("the stream has failed: " + reason);
            end("its stream has failed: " + reason);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        String wait = pause.get().toSeconds() + " s";
        watch.stopped("the stream's thread ended, another one follows in " + wait + ": " + reason);
        LOG.warn("stream thread ended, another one follows in={} reason=\"{}\"", wait, reason);
        await(pause.get());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** No memory, or no code: another thread of the same process would fare no better. */
    private static boolean isOfTheMachine(Throwable failure) {
        return failure instanceof Error && !(failure instanceof StackOverflowError);
    }

    private void end(String reason) {
        if (closing.getCount() > 0) {
            onEnd.accept(reason);
        }
    }

    private void await(Duration time) {
        try {
            closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the new thread begins at once
        }
    }
}
