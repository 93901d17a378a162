package dev.laurel.bench.scorer;

import java.util.List;

/**
 * A scorer in one stretch of a soak.
 *
 * @param seconds from the soak's beginning to the stretch's end
 * @param resident memory of its process then, in bytes
 * @param lag records that it had not committed then
 * @param responses that came in the stretch, with the quantiles of their latencies in milliseconds
 */
public record SoakSample(double seconds, long resident, long lag, int responses, double p50, double p99) {

    static SoakSample of(double seconds, long resident, long lag, List<Double> latencies) {
        List<Double> sorted = latencies.stream().sorted().toList();
        return new SoakSample(
                seconds, resident, lag, sorted.size(), Quantiles.of(sorted, 0.5), Quantiles.of(sorted, 0.99));
    }
}
