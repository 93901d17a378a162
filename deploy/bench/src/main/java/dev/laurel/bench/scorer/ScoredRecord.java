package dev.laurel.bench.scorer;

import java.time.Instant;

import dev.laurel.schema.ScoredResponse;

/**
 * What a scored record says of how it came about.
 *
 * @param origin the response record it is about
 */
record ScoredRecord(Place origin, String instance, int version, Instant batchStarted, Instant scored, int batchSize) {

    /** A record of {@code responses.generated.v1}. */
    record Place(int partition, long offset) {}

    static ScoredRecord of(ScoredResponse record) {
        return new ScoredRecord(
                new Place(record.getOrigin().getPartition(), record.getOrigin().getOffset()),
                record.getTimings().getInstance(),
                record.getModelVersion(),
                record.getTimings().getBatchStarted(),
                record.getTimings().getScored(),
                record.getTimings().getBatchSize());
    }
}
