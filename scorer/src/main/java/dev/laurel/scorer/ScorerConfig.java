package dev.laurel.scorer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.text.OverlongPrompt;
import dev.laurel.scorer.live.Challenger;

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

    /** Where versions from an object store are kept, so that a restart does not need it; one directory for each instance. */
    @WithDefault("laurel-scorer-cache")
    Path cache();

    /** How long broker and registry may take to answer at start. */
    @WithDefault("15s")
    Duration startTimeout();

    /** How long work in flight may take to end at a stop. */
    @WithDefault("12s")
    Duration drainTimeout();

    /** Whether a stop leaves the group at once: right before going for good, wrong before a restart. */
    @WithDefault("false")
    boolean leaveGroupOnStop();

    /** How often in a row the stream's thread may fail before the process ends with the reason; with the pauses between, 12 are about four minutes. */
    @WithDefault("12")
    int threadFailures();

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

    /**
     * What becomes of a response whose prompt alone is as long as what the model reads, so that every answer to it would get one reward: {@code flag}
     * scores the prompt and marks the record as {@code answer_unread}, by which nothing is decided; {@code refuse} makes it a dead letter;
     * {@code cut} takes the beginning of the prompt away, so that the answer is read.
     */
    @WithDefault("flag")
    OverlongPrompt overlongPrompt();

    Batch batch();

    BestOfN bestOfN();

    Drift drift();

    /** Challengers that score along, by line. */
    Map<String, Shadow> shadow();

    Engine engine();

    Http http();

    Policies policies();

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

    /** How candidates of one prompt are gathered and selected; for responses that carry {@code group_id} and {@code group_size}. */
    interface BestOfN {
        /** How many of a group are selected (K). */
        @WithDefault("1")
        int keep();

        /** How long a group is waited for after its first candidate. */
        @WithDefault("5m")
        Duration timeout();

        /** How long after its end a group is known, so that late candidates are recorded as such. */
        @WithDefault("1h")
        Duration remember();

        /** Most candidates that a group may have. */
        @WithDefault("1024")
        int maxGroupSize();
    }

    /** How the distributions of rewards and lengths are watched, for each line and partition. */
    interface Drift {
        /** Another name makes the next responses the reference. */
        @WithDefault("first")
        String referenceName();

        /** Responses that make the reference. */
        @WithDefault("2000")
        int reference();

        /** Responses that are held against it. */
        @WithDefault("1000")
        int window();

        /** Population stability index from which on there is an alarm. */
        @WithDefault("0.25")
        double psiAlarm();

        /** Kolmogorov-Smirnov statistic from which on there is an alarm. */
        @WithDefault("0.2")
        double ksAlarm();
    }

    /** A challenger that scores a share of a line's responses; its rewards go into the scored records and decide nothing. */
    interface Shadow {
        /** The version, or {@code latest}: the newest that was announced after the champion. */
        @WithDefault("latest")
        String version();

        /** The share of the line's responses, in [0, 1]; the same responses on every instance. */
        @WithDefault("0.1")
        double share();
    }

    default Map<String, Challenger> challengers() {
        Map<String, Challenger> challengers = new TreeMap<>();
        shadow().forEach((line, shadow) -> challengers.put(line, Challenger.parse(shadow.version(), shadow.share())));
        return challengers;
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
        @WithDefault("10000")
        int maxResponses();

        /** Most tokens that wait to be scored; what comes on top is refused with 503. A request of more is taken when none wait. */
        @WithDefault("1000000")
        long maxQueuedTokens();

        /** Most requests that wait to be read; what comes on top is refused with 503. */
        @WithDefault("4096")
        int maxQueuedRequests();

        /** How long a response that finds nobody waiting is held back for others to join its batch. */
        @WithDefault("2ms")
        Duration gatherAtMost();

        /** How long a request may take, unless it says otherwise. */
        @WithDefault("60s")
        Duration deadline();

        /** The same for {@code /get_reward}, whose clients wait for 180 s. */
        @WithDefault("170s")
        Duration getRewardDeadline();

        /** The same for {@code /v1/verify}, which then gives the fallback verdict. */
        @WithDefault("2s")
        Duration verifyDeadline();

        /** Other names of lines, for clients that send the path of a model as {@code model}: line by name. */
        Map<String, String> modelAliases();
    }

    /** The verifier's policies. */
    interface Policies {
        /** YAML or JSON; without it there are no verdicts. */
        Optional<Path> file();

        /** How often it is looked at for changes. */
        @WithDefault("1s")
        Duration checkEvery();
    }
}
