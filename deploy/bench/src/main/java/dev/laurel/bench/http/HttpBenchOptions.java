package dev.laurel.bench.http;

import java.nio.file.Path;
import java.util.List;

/**
 * What is measured.
 *
 * @param responses file of responses, in the form that {@code laurel import --responses} reads
 * @param limit most of them that are used
 * @param connections numbers of connections, each with a request under way at all times
 * @param rounds of all of them
 * @param seconds of load for each
 */
public record HttpBenchOptions(Path responses, int limit, List<Integer> connections, int rounds, int seconds) {

    public HttpBenchOptions {
        connections = List.copyOf(connections);
        if (connections.isEmpty() || connections.stream().anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("connections must be at least 1: " + connections);
        }
        if (limit < 1 || rounds < 1 || seconds < 1) {
            throw new IllegalArgumentException(
                    "limit, rounds and seconds must be at least 1: " + limit + ", " + rounds + ", " + seconds);
        }
    }

    /** Steps of the whole. */
    public int measurements() {
        return rounds * (2 * connections.size() + 1);
    }
}
