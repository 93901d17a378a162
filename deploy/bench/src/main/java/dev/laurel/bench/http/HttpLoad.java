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
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Clients that each send a request as soon as the one before is answered, one connection each. */
final class HttpLoad {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int NO_ANSWER = 0;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final URI route;
    private final int good;
    private final IntFunction<String> body;
    private final ToLongFunction<String> tokens;
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
     * @param millis latencies of the good answers, ascending
     * @param tokens scored
     * @param all good answers, those of the warm-up included
     * @param others requests that were answered with another status, by status; 0 where no answer came
     */
    record Outcome(double seconds, List<Double> millis, long tokens, int all, Map<Integer, Integer> others) {

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

    private HttpLoad(URI route, int good, IntFunction<String> body, ToLongFunction<String> tokens) {
        this.route = route;
        this.good = good;
        this.body = body;
        this.tokens = tokens;
    }

    /** @param bodies of requests to score one response each, sent over and over in their order */
    static HttpLoad scores(URI scorer, List<String> bodies) {
        return new HttpLoad(
                scorer.resolve("/v1/score"),
                OK,
                number -> bodies.get(Math.floorMod(number, bodies.size())),
                HttpLoad::tokens);
    }

    /** @param event the body of each request, by its number */
    static HttpLoad feedback(URI ingest, IntFunction<String> event) {
        return new HttpLoad(ingest.resolve("/v1/feedback"), ACCEPTED, event, answer -> 0);
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
            String request = body.apply(next.getAndIncrement());
            long started = System.nanoTime();
            HttpRequest post = HttpRequest.newBuilder(route)
                    .header("Content-Type", "application/json")
                    .timeout(PATIENCE)
                    .POST(HttpRequest.BodyPublishers.ofString(request))
                    .build();
            int status = NO_ANSWER;
            long scored = 0;
            try {
                HttpResponse<String> response = client.send(post, HttpResponse.BodyHandlers.ofString());
                status = response.statusCode();
                scored = status == good ? tokens.applyAsLong(response.body()) : 0;
            } catch (IOException e) {
                // counted as no answer
            }
            long now = System.nanoTime();
            answers.add(new Answer(now, now - started, status, scored));
        }
        return answers;
    }

    private static long tokens(String body) {
        try {
            return JSON.readTree(body).path("tokens").asLong();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer of the scorer is no JSON", e);
        }
    }

    private Outcome outcome(List<Answer> answers, long from, long to) {
        List<Double> millis = new ArrayList<>();
        Map<Integer, Integer> others = new TreeMap<>();
        long scored = 0;
        int all = 0;
        for (Answer answer : answers) {
            if (answer.status() != good) {
                others.merge(answer.status(), 1, Integer::sum); // of the warm-up too
                continue;
            }
            all++;
            if (answer.at() >= from && answer.at() < to) {
                millis.add(answer.nanos() / 1e6);
                scored += answer.tokens();
            }
        }
        millis.sort(Double::compare);
        return new Outcome((to - from) / 1e9, List.copyOf(millis), scored, all, others);
    }
}
