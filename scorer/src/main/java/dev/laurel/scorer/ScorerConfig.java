package dev.laurel.scorer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import dev.laurel.reward.engine.Dtype;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The scorer's settings, {@code laurel.scorer.*}. Kafka's own are under {@code kafka.*}, the registry's under {@code schema.registry.*}. */
@ConfigMapping(prefix = "laurel.scorer")
public interface ScorerConfig {

    /** Name of the Streams application; instances of one name share the work. */
    @WithDefault("laurel-scorer")
    String applicationId();

    /**
     * The name of this instance within the application, for static membership: an instance that comes back within the session timeout takes up its
     * partitions without a rebalance. By default a name that is made once and kept in the state directory.
     */
    Optional<String> instanceId();

    /** What this instance keeps between runs; one directory for each instance. Losing it costs a slower recovery, no data. */
    @WithDefault("laurel-scorer-state")
    Path stateDir();

    /** How long broker and registry may take to answer at start. */
    @WithDefault("15s")
    Duration startTimeout();

    /** How long work in flight may take to end at a stop. */
    @WithDefault("12s")
    Duration drainTimeout();

    /** Whether a stop leaves the group at once: right before going for good, wrong before a restart. */
    @WithDefault("false")
    boolean leaveGroupOnStop();

    /** How long a champion that could not be loaded is left alone before it is tried again. */
    @WithDefault("1m")
    Duration retryRefusedAfter();

    /** How long an instance that does not report is taken for alive; its partitions wait that long after a crash, if it stays away. */
    @WithDefault("10s")
    Duration sessionTimeout();

    /** How often scored records are committed, and so become visible to readers. */
    @WithDefault("50ms")
    Duration commitInterval();

    /** How long a transaction may stay open: above the worst batch and the commit interval. */
    @WithDefault("1m")
    Duration transactionTimeout();

    /** How long a batch may take before the group gives its partitions away: above twice the worst batch with its processing. */
    @WithDefault("5m")
    Duration maxPollInterval();

    Batch batch();

    Engine engine();

    Http http();

    /** What makes a batch: load makes it grow up to these bounds, quiet leaves it small. */
    interface Batch {
        /** Most responses in one batch. */
        @WithDefault("256")
        int maxResponses();

        /** The broker answers a poll as soon as it has that much, */
        @WithDefault("32K")
        MemorySize gather();

        /** or after that time. */
        @WithDefault("10ms")
        Duration gatherAtMost();
    }

    /** What the model runs on. */
    interface Engine {
        /** {@code auto}, {@code cpu} or {@code gpu:N}. */
        @WithDefault("auto")
        String device();

        /** Threads inside one operation; by default all processors. */
        OptionalInt threads();

        /** {@code float32}, {@code bfloat16} or {@code float64}; bfloat16 on a GPU and float32 on a CPU if absent. */
        Optional<Dtype> dtype();
    }

    /** Bounds of the HTTP interface. */
    interface Http {
        /** Most responses in one request. */
        @WithDefault("1000")
        int maxResponses();
    }
}
