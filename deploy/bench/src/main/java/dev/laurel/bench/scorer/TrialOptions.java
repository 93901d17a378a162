package dev.laurel.bench.scorer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the scorers are tried.
 *
 * @param instances scorers that share the work
 * @param kills kill -9 of one of them, at random moments
 * @param brokerKills kill -9 of the broker, spread over the others
 * @param swaps of the model; spread over the kills, or over the responses where nobody is killed
 * @param rate responses a second while there are kills
 * @param count responses to preload where nobody is killed
 * @param longestWait between two kills
 * @param data a directory that keeps broker and logs; otherwise a temporary one
 * @param seed decides the moments
 */
public record TrialOptions(
        int instances,
        int kills,
        int brokerKills,
        int swaps,
        double rate,
        int count,
        Duration longestWait,
        Path file,
        Optional<Path> data,
        long seed) {

    public TrialOptions {
        if (instances < 1 || kills < 0 || brokerKills < 0 || swaps < 0 || count < 1) {
            throw new IllegalArgumentException(
                    "instances or responses below 1, or kills or swaps below 0: %d, %d, %d, %d, %d"
                            .formatted(instances, count, kills, brokerKills, swaps));
        }
        if (!(rate > 0)) {
            throw new IllegalArgumentException("responses a second are not above 0: " + rate);
        }
    }
}
