package dev.laurel.bench.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.laurel.bench.scorer.Quantiles;
import dev.laurel.stack.Part;

/** Small requests to score while a few huge texts are scored too, again and again. */
final class LargeTexts {

    private static final int CALLERS = 4;
    private static final int BYTES = 8_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Target target;
    private final Faults faults;
    private volatile boolean stopped;

    /**
     * Latencies in milliseconds.
     *
     * @param large huge texts that were answered meanwhile
     */
    record Outcome(int requests, double median, double p99, double slowest, double alone, int large, double largest) {}

    LargeTexts(Target target, Faults faults) {
        this.target = target;
        this.faults = faults;
    }

    Outcome run(int requests) throws Exception {
        byte[] small = request("Why?", "So.");
        score(small); // warm
        double alone = Quantiles.of(measured(small, Math.min(requests, 50)), 0.5);
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        List<Future<List<Double>>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            byte[] large = request("Why?", text(i));
            callers.add(threads.submit(() -> {
                List<Double> times = new ArrayList<>();
                while (!stopped) {
                    times.add(score(large));
                }
                return times;
            }));
        }
        List<Double> times = measured(small, requests);
        stopped = true;
        List<Double> large = new ArrayList<>();
        for (Future<List<Double>> caller : callers) {
            large.addAll(caller.get());
        }
        threads.shutdown();
        double slowest = Quantiles.of(times, 1);
        faults.expect(slowest < 2_000, "a small request beside huge texts", slowest + " ms");
        return new Outcome(
                requests,
                Quantiles.of(times, 0.5),
                Quantiles.of(times, 0.99),
                slowest,
                alone,
                large.size(),
                Quantiles.of(large.stream().sorted().toList(), 1));
    }

    private List<Double> measured(byte[] request, int times) {
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(score(request));
        }
        return all.stream().sorted().toList();
    }

    /** One is prose, one a single word, one white space, one Chinese. */
    private static String text(int kind) {
        String piece = List.of("words and more words, ", "unbroken", "    ", "没有空格的中文文本")
                .get(kind);
        return piece.repeat(BYTES / piece.getBytes(StandardCharsets.UTF_8).length) + '.';
    }

    private static byte[] request(String prompt, String response) {
        byte[] body = "{\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}],\"response\":\"%s\"}"
                .formatted(prompt, response)
                .getBytes(StandardCharsets.UTF_8);
        byte[] head =
                "POST /v1/score HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
                        .formatted(body.length)
                        .getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private double score(byte[] request) {
        long started = System.nanoTime();
        try (RawConnection connection = new RawConnection(target.url(Part.SCORER), PATIENCE)) {
            connection.send(request);
            int status = connection.answer().status();
            faults.expect(
                    status == 200 || status == 503,
                    "status " + status + " beside huge texts",
                    request.length + " bytes");
        } catch (IOException e) {
            faults.add("no answer beside huge texts", request.length + " bytes: " + e);
        }
        return (System.nanoTime() - started) / 1e6;
    }
}
