package dev.laurel.bench.scorer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is measured of the stream.
 *
 * @param count responses that are preloaded
 * @param file where their texts are from
 * @param batch most responses in a batch
 * @param commitIntervals whose latencies are measured
 * @param latencyFor how long each of them is measured; 0 leaves latencies out
 * @param load share of the saturation load at which latencies are measured
 */
public record StreamBenchOptions(
        int count, Path file, int batch, List<Duration> commitIntervals, Duration latencyFor, double load) {

    public StreamBenchOptions {
        commitIntervals = List.copyOf(commitIntervals);
        if (count < 1 || batch < 1) {
            throw new IllegalArgumentException("responses or batch below 1: " + count + ", " + batch);
        }
        if (!(load > 0 && load <= 1)) {
            throw new IllegalArgumentException("load is not above 0 and at most 1: " + load);
        }
    }
}
