package dev.laurel.scorer.stream;

import java.time.Duration;
import java.util.Properties;
import java.util.function.Consumer;

import dev.laurel.scorer.batch.BatchScorer;

import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running topology. It exists from the service's start, so that wrong settings show at once, and joins its group when {@link #start} is called:
 * once there is a model to score with. Until then the partitions are left to instances that have one, and no record waits in a poll.
 */
public final class ScoringStream implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScoringStream.class);

    private final KafkaStreams streams;
    private final Duration drainTimeout;
    private final GroupMembershipOperation onClose;
    private boolean closed; // guarded by this

    /** @param onFailure hears of what ended the stream, on its thread */
    public ScoringStream(
            Topology topology,
            Properties settings,
            BatchScorer scorer,
            Duration drainTimeout,
            GroupMembershipOperation onClose,
            Consumer<Throwable> onFailure) {
        this.streams = new KafkaStreams(topology, settings, new ScoringClients(scorer));
        this.drainTimeout = drainTimeout;
        this.onClose = onClose;
        streams.setStateListener((now, before) -> LOG.info("stream state={} before={}", now, before));
        streams.setUncaughtExceptionHandler(error -> {
            onFailure.accept(error);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    }

    public synchronized void start() {
        if (!closed) {
            streams.start();
        }
    }

    public KafkaStreams.State state() {
        return streams.state();
    }

    /** How many partitions of responses this instance has; none where there are more instances than partitions. */
    public int partitions() {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .mapToInt(task -> task.topicPartitions().size())
                .sum();
    }

    public KafkaStreams streams() {
        return streams;
    }

    /** Ends after the batch in progress, which is committed. */
    @Override
    public synchronized void close() {
        closed = true;
        if (!streams.close(CloseOptions.timeout(drainTimeout).withGroupMembershipOperation(onClose))) {
            LOG.warn(
                    "stream did not end within {} s; what was not committed is scored again", drainTimeout.toSeconds());
        }
    }
}
