package dev.laurel.scorer.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import dev.laurel.schema.Failures;
import dev.laurel.schema.RestartBackoff;
import dev.laurel.scorer.batch.BatchScorer;

import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running topology. It exists from the service's start, so that wrong settings show at once, and joins its group when {@link #start} is called:
 * once there is a model to score with. Until then the partitions are left to instances that have one, and no record waits in a poll.
 *
 * <p>A thread that fails is followed by another after a pause, from the offsets that were committed last: what ends a thread is never a record. Only
 * after failures in a row does the stream end.
 */
public final class ScoringStream implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScoringStream.class);

    private final KafkaStreams streams;
    private final RestartBackoff restarts;
    private final Duration drainTimeout;
    private final GroupMembershipOperation onClose;
    private final BooleanSupplier processEnds;
    private final Consumer<Throwable> onFailure;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Optional<String> trouble = Optional.empty();
    private boolean closed; // guarded by this

    /**
     * A stream that has not begun.
     *
     * @param processEnds whether the process was told to end, upon which a failure is none
     * @param onFailure hears of what ended the stream, on its thread
     */
    public ScoringStream(
            Topology topology,
            Properties settings,
            BatchScorer scorer,
            RestartBackoff restarts,
            Duration drainTimeout,
            GroupMembershipOperation onClose,
            BooleanSupplier processEnds,
            Consumer<Throwable> onFailure) {
        this.streams = new KafkaStreams(topology, settings, new ScoringClients(scorer));
        this.restarts = restarts;
        this.drainTimeout = drainTimeout;
        this.onClose = onClose;
        this.processEnds = processEnds;
        this.onFailure = onFailure;
        streams.setStateListener(this::changed);
        streams.setUncaughtExceptionHandler(this::afterFailure);
    }

    private void changed(State now, State before) {
        LOG.info("stream state={} before={}", now, before);
        if (now == State.RUNNING) {
            trouble = Optional.empty();
        }
    }

    /** On the thread that failed, which ends when this returns. */
    private StreamThreadExceptionResponse afterFailure(Throwable error) {
        Optional<Duration> pause = isOfTheMachine(error) || ending() ? Optional.empty() : restarts.afterFailure();
        if (pause.isEmpty()) {
            onFailure.accept(error);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.warn(
                "stream thread failed, another follows in {} s reason=\"{}\"",
                pause.get().toSeconds(),
                Failures.shown(error));
        trouble = Optional.of("a thread failed and is replaced: " + rootOf(error));
        await(pause.get());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private boolean ending() {
        return closing.getCount() == 0 || processEnds.getAsBoolean();
    }

    /** No memory, or no code: another thread of the same process would fare no better. */
    private static boolean isOfTheMachine(Throwable error) {
        return error instanceof Error && !(error instanceof StackOverflowError);
    }

    private static String rootOf(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }

    private void await(Duration pause) {
        try {
            closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public synchronized void start() {
        if (!closed) {
            streams.start();
        }
    }

    public State state() {
        return streams.state();
    }

    /** What went wrong, if a thread failed and no other runs yet. */
    public Optional<String> trouble() {
        return trouble;
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
        closing.countDown();
        if (!streams.close(CloseOptions.timeout(drainTimeout).withGroupMembershipOperation(onClose))) {
            LOG.warn(
                    "stream did not end within {} s; what was not committed is scored again", drainTimeout.toSeconds());
        }
    }
}
