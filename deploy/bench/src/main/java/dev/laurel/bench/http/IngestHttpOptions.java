package dev.laurel.bench.http;

/**
 * What is measured.
 *
 * @param connections each with a request under way at all times
 * @param rounds of ingest and the bare producer in turn
 * @param seconds of load for each, a fifth of them not counted
 */
public record IngestHttpOptions(int connections, int rounds, int seconds) {

    public IngestHttpOptions {
        if (connections < 1 || rounds < 1 || seconds < 1) {
            throw new IllegalArgumentException("connections, rounds and seconds must be at least 1: %d, %d, %d"
                    .formatted(connections, rounds, seconds));
        }
    }

    /** Steps of the whole. */
    int steps() {
        return 2 + 2 * rounds;
    }
}
