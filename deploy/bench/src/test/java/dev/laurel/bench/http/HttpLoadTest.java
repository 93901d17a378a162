package dev.laurel.bench.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HttpLoadTest {

    private static final int CONNECTIONS = 4;

    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch together = new CountDownLatch(CONNECTIONS);
    private final Set<String> bodies = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/score", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void keepsEachConnectionBusyAndCountsScoresApartFromRefusals() throws Exception {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());

        HttpLoad.Outcome outcome = HttpLoad.scores(url, List.of("a", "b", "c")).run(CONNECTIONS, 1);

        assertThat(bodies).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(outcome.others()).containsOnlyKeys(503);
        assertThat(outcome.others().get(503)).isEqualTo(requests.get() / 3);
        assertThat(outcome.tokens()).isEqualTo(7L * outcome.millis().size());
        assertThat(outcome.millis()).isSorted();
        assertThat(outcome.seconds()).isEqualTo(0.8);
        assertThat(outcome.quantile(0)).isEqualTo(outcome.millis().get(0));
        assertThat(outcome.quantile(1))
                .isEqualTo(outcome.millis().get(outcome.millis().size() - 1));
    }

    /** The first are answered when all connections have sent one; each third request is refused. */
    private void answer(HttpExchange exchange) throws IOException {
        together.countDown();
        try {
            together.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean refused = requests.incrementAndGet() % 3 == 0;
        byte[] reply = "{\"tokens\": 7}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(refused ? 503 : 200, reply.length);
        exchange.getResponseBody().write(reply);
        exchange.close();
    }
}
