package dev.laurel.bench.ingest;

import java.util.Locale;

/** What an ingest process was doing when it was killed. */
enum IngestStage {
    /** It does not answer yet. */
    STARTING,
    /** It answers, and its stream waits for its partitions or reads its ledgers from the changelog. */
    RESTORING,
    /** Its stream runs. */
    RUNNING;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
