package dev.laurel.bench.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a trial goes.
 *
 * @param kills of ingest
 * @param brokerKills spread evenly over them
 * @param stall how long the broker stands still once; zero for not at all
 * @param clients that send at the same time
 * @param rate records a second, all clients together
 * @param longestWait between two kills of a running ingest
 * @param data kept with all logs; otherwise temporary directories
 * @param seed decides the records, and when to kill
 * @param settings of ingest
 */
public record IngestCrashOptions(
        int kills,
        int brokerKills,
        Duration stall,
        int clients,
        double rate,
        Duration longestWait,
        Optional<Path> data,
        long seed,
        Map<String, String> settings) {

    public IngestCrashOptions {
        settings = Map.copyOf(settings);
        if (kills < 1 || brokerKills < 0 || clients < 1) {
            throw new IllegalArgumentException(
                    "kills and clients must be at least 1, broker kills at least 0: %d, %d, %d"
                            .formatted(kills, clients, brokerKills));
        }
        if (rate <= 0 || stall.isNegative() || longestWait.isNegative()) {
            throw new IllegalArgumentException("rate must be above 0, stall and longest wait at least 0: %s, %s, %s"
                    .formatted(rate, stall, longestWait));
        }
    }
}
