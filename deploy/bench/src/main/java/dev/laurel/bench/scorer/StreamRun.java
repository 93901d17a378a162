package dev.laurel.bench.scorer;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.laurel.bench.scorer.TrialStack.ScorerProcess;

/**
 * A scorer's way through responses that are there already, so that it takes what it can.
 *
 * @param seconds from its first batch to the moment a reader had the last record
 * @param batches sizes of its batches
 */
record StreamRun(double seconds, List<Double> batches) {

    private static final Duration PATIENCE = Duration.ofMinutes(60);

    /**
     * Starts a scorer and waits for so many scored records.
     *
     * @param settings of the scorer
     */
    static StreamRun of(TrialStack stack, int count, String instance, Map<String, String> settings) {
        try (ScoredReader tail = new ScoredReader(stack.cluster());
                ScorerProcess scorer = stack.scorer(instance, settings)) {
            List<ScoredReader.Seen> seen = tail.take(count, scorer, PATIENCE);
            Instant first = seen.stream()
                    .map(one -> one.record().getTimings().getBatchStarted())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            long last =
                    seen.stream().mapToLong(ScoredReader.Seen::atMillis).max().orElseThrow();
            return new StreamRun((last - first.toEpochMilli()) / 1e3, ScoredReader.batches(seen));
        }
    }
}
