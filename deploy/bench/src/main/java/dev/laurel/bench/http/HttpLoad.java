package dev.laurel.bench.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Clients that each send a request as soon as the one before is answered, one connection each. */
final class HttpLoad {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int NO_ANSWER = 0;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final URI route;
    private final List<String> bodies;
    private final AtomicInteger next = new AtomicInteger();

    /**
     * What was answered.
     *
     * @param at when, in nanoseconds of {@link System#nanoTime}
     * @param status 0 where no answer came
     * @param tokens scored for it
     */
    private record Answer(long at, long nanos, int status, long tokens) {}

    /**
     * What came of some seconds of load.
     *
     * @param seconds of the window that is counted: a warm-up before it is not
     * @param millis latencies of the scored requests, ascending
     * @param tokens scored
     * @param others requests that were answered with another status than 200, by status; 0 where no answer came
     */
    record Outcome(double seconds, List<Double> millis, long tokens, Map<Integer, Integer> others) {

        double responsesPerSecond() {
            return millis.size() / seconds;
        }

        double tokensPerSecond() {
            return tokens / seconds;
        }

        /** @param share from 0 to 1 */
        double quantile(double share) {
            return millis.isEmpty()
                    ? Double.NaN
                    : millis.get((int) Math.min(millis.size() - 1, Math.floor(share * millis.size())));
        }
    }

    /** @param bodies of requests to score one response each, sent over and over in their order */
    HttpLoad(URI scorer, List<String> bodies) {
        this.route = scorer.resolve("/v1/score");
        this.bodies = bodies;
    }

    /** Loads the service that long, a fifth of it as a warm-up. */
    Outcome run(int connections, int seconds) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            long start = System.nanoTime();
            long end = start + Duration.ofSeconds(seconds).toNanos();
            List<Future<List<Answer>>> clients = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                clients.add(threads.submit(() -> send(client, end)));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<List<Answer>> each : clients) {
                answers.addAll(each.get());
            }
            return outcome(answers, start + (end - start) / 5, end);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client of the load failed: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Answer> send(HttpClient client, long end) throws InterruptedException {
        List<Answer> answers = new ArrayList<>();
        while (System.nanoTime() < end) {
            String body = bodies.get(Math.floorMod(next.getAndIncrement(), bodies.size()));
            long started = System.nanoTime();
            HttpRequest request = HttpRequest.newBuilder(route)
                    .header("Content-Type", "application/json")
                    .timeout(PATIENCE)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            int status = NO_ANSWER;
            long tokens = 0;
            try {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                status = response.statusCode();
                tokens = status == OK ? tokens(response.body()) : 0;
            } catch (IOException e) {
                // counted as no answer
            }
            long now = System.nanoTime();
            answers.add(new Answer(now, now - started, status, tokens));
        }
        return answers;
    }

    private static long tokens(String body) throws JsonProcessingException {
        return JSON.readTree(body).path("tokens").asLong();
    }

    private static Outcome outcome(List<Answer> answers, long from, long to) {
        List<Double> millis = new ArrayList<>();
        Map<Integer, Integer> others = new TreeMap<>();
        long tokens = 0;
        for (Answer answer : answers) {
            if (answer.status() != OK) {
                others.merge(answer.status(), 1, Integer::sum); // of the warm-up too
            } else if (answer.at() >= from && answer.at() < to) {
                millis.add(answer.nanos() / 1e6);
                tokens += answer.tokens();
            }
        }
        millis.sort(Double::compare);
        return new Outcome((to - from) / 1e9, List.copyOf(millis), tokens, others);
    }
}
