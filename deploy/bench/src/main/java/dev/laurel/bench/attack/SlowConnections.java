package dev.laurel.bench.attack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import dev.laurel.bench.scorer.Quantiles;
import dev.laurel.stack.Part;

/** Connections that send a byte each now and then, half of them in a request's head and half in its body, while ordinary requests and health checks come. */
final class SlowConnections {

    private static final int ROUNDS = 40;
    private static final Duration BETWEEN_BYTES = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double LONGEST_MILLIS = 2_000;

    private final Target target;
    private final Faults faults;

    /**
     * What was answered beside the slow connections, of one service.
     *
     * @param health slowest answer of the health check, in milliseconds
     * @param request median and slowest answer of ordinary requests, in milliseconds
     * @param ended slow connections that the service ended
     */
    record Outcome(Part service, int connections, double health, double median, double request, int ended) {}

    SlowConnections(Target target, Faults faults) {
        this.target = target;
        this.faults = faults;
    }

    Outcome run(Part service, int connections) throws IOException {
        URI url = target.url(service);
        List<SocketChannel> slow = new ArrayList<>();
        try {
            String path = service == Part.INGEST ? "/v1/feedback" : "/v1/score";
            for (int i = 0; i < connections; i++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress(url.getHost(), url.getPort()));
                channel.configureBlocking(false);
                slow.add(channel);
                write(
                        channel,
                        "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                + (i % 2 == 0
                                        ? "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"
                                        : "X-Slow: "));
            }
            List<Double> health = new ArrayList<>();
            List<Double> requests = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                slow.forEach(channel -> write(channel, "x"));
                health.add(millis(
                        url, "GET /q/health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", ""));
                requests.add(request(url, service, round));
                LockSupport.parkNanos(BETWEEN_BYTES.toNanos());
            }
            int ended = (int) slow.stream().filter(SlowConnections::ended).count();
            double slowestHealth = Quantiles.of(sorted(health), 1);
            double slowest = Quantiles.of(sorted(requests), 1);
            faults.expect(
                    slowestHealth < LONGEST_MILLIS,
                    "a health check beside slow connections",
                    service.label() + ": " + slowestHealth + " ms");
            faults.expect(
                    slowest < LONGEST_MILLIS,
                    "a request beside slow connections",
                    service.label() + ": " + slowest + " ms");
            return new Outcome(
                    service, connections, slowestHealth, Quantiles.of(sorted(requests), 0.5), slowest, ended);
        } finally {
            for (SocketChannel channel : slow) {
                channel.close();
            }
        }
    }

    private double request(URI url, Part service, int round) {
        String body = service == Part.INGEST
                ? """
                {"event_id":"slow-%1$d","tenant":"canary","event_time":"2026-11-22T08:00:00Z","source":{"system":"attack","actor":"END_USER"},
                 "prompt_id":"slow-%1$d","messages":[{"role":"user","content":"Why?"}],"candidates":[{"response_id":"a","content":"So."}],
                 "payload":{"thumb":{"response_id":"a","up":true}}}"""
                        .formatted(round)
                : "{\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}],\"response\":\"So.\"}";
        return millis(
                url,
                "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
                        .formatted(service == Part.INGEST ? "/v1/feedback" : "/v1/score", body.length()),
                body);
    }

    /** Until an answer below 400 is there; the patience if none comes. */
    private static double millis(URI url, String head, String body) {
        long started = System.nanoTime();
        try (RawConnection connection = new RawConnection(url, PATIENCE)) {
            connection.send((head + body).getBytes(StandardCharsets.UTF_8));
            return connection.answer().status() < 400 ? (System.nanoTime() - started) / 1e6 : PATIENCE.toMillis();
        } catch (IOException e) {
            return PATIENCE.toMillis();
        }
    }

    private static List<Double> sorted(List<Double> values) {
        return values.stream().sorted().toList();
    }

    private static void write(SocketChannel channel, String text) {
        try {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            // the service has ended it, which is counted in the end
        }
    }

    private static boolean ended(SocketChannel channel) {
        try {
            return channel.read(ByteBuffer.allocate(1_024)) != 0; // an answer, or the end
        } catch (IOException e) {
            return true;
        }
    }
}
