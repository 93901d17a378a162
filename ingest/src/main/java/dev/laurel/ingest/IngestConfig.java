package dev.laurel.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Ingest's own settings, {@code laurel.ingest.*}; an unknown key stops the start. Kafka's are {@code kafka.*}, the registry's {@code schema.registry.*}: see
 * {@link dev.laurel.service.client.ClientSettings}.
 */
@ConfigMapping(prefix = "laurel.ingest")
public interface IngestConfig {

    /** Kafka Streams' application id: the consumer group, and the prefix of the changelog topic. */
    @WithDefault("laurel-ingest")
    String applicationId();

    /** Where the ledgers lie on disk. Kept between runs, a restart goes on where it ended; lost, they are read from the changelog. */
    @WithDefault("laurel-data/ingest")
    Path stateDir();

    /** How long broker and registry may take to answer before the start is refused. */
    @WithDefault("PT15S")
    Duration startTimeout();

    /** How long the stream may stand still before HTTP takes nothing in that nobody would process. */
    @WithDefault("PT30S")
    Duration refuseAfter();

    /** How often in a row the stream's thread may fail before the process ends with the reason; with the pauses between, 12 are some five minutes. */
    @WithDefault("12")
    int threadFailures();

    /** How long the broker may take to acknowledge what an HTTP request publishes. */
    @WithDefault("PT10S")
    Duration publishTimeout();

    /** Largest body of an HTTP request. */
    @WithDefault("16M")
    MemorySize maxBodySize();

    /** Largest record that HTTP takes, in Avro; below what brokers take, 1 MiB by default. */
    @WithDefault("900K")
    MemorySize maxRecordSize();

    Pairs pairs();

    /** See {@link dev.laurel.ingest.pair.PairSettings}. */
    interface Pairs {

        @WithDefault("false")
        boolean anonymousThumbs();
    }

    Join join();

    /** See {@link JoinLimits}. */
    interface Join {

        @WithDefault("P90D")
        Duration timeToLive();

        @WithDefault("P7D")
        Duration longestWait();
    }

    /** By task, or {@code *} for all, and by key; see {@link dev.laurel.gates.Gates}. */
    Map<String, Map<String, String>> gates();

    Ledger ledger();

    /** See {@link LedgerLimits}. */
    interface Ledger {

        @WithDefault("P7D")
        Duration longestWait();

        @WithDefault("P30D")
        Duration timeToLive();

        /** Above the largest record, and below what brokers take. */
        @WithDefault("960K")
        MemorySize maxSize();
    }
}
