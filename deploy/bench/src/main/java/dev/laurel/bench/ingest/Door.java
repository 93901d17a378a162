package dev.laurel.bench.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Ingest as its clients see it: a request that was not answered with 202 is sent again. Safe for many threads. */
final class Door {

    static final int ACCEPTED = 202;
    private static final int NO_ANSWER = 0;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BEFORE_AGAIN = Duration.ofMillis(200);

    private final URI ingest;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();

    Door(URI ingest) {
        this.ingest = ingest;
    }

    /** How often each status was answered; 0 for no answer. */
    Map<Integer, Integer> statuses() {
        return new TreeMap<>(statuses);
    }

    /**
     * Sends records that go to one place, until they are accepted.
     *
     * @param goOn asked before each further try
     * @return whether they were accepted
     */
    boolean deliver(List<Publication> records, BooleanSupplier goOn) {
        while (true) {
            int status = post(records);
            statuses.merge(status, 1, Integer::sum);
            if (status == ACCEPTED) {
                return true;
            }
            if (status >= 400 && status < 500 || !goOn.getAsBoolean()) {
                return false;
            }
            LockSupport.parkNanos(BEFORE_AGAIN.toNanos());
        }
    }

    private int post(List<Publication> records) {
        String body = records.stream().map(Publication::json).collect(Collectors.joining("\n"));
        HttpRequest request = HttpRequest.newBuilder(
                        ingest.resolve(records.get(0).route().path()))
                .header("Content-Type", "application/x-ndjson")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return NO_ANSWER;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NO_ANSWER;
        }
    }
}
