package dev.laurel.bench.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.laurel.bench.kit.Await;
import dev.laurel.stack.Checkout;
import dev.laurel.stack.Part;
import dev.laurel.stack.Ports;
import dev.laurel.stack.Stack;
import dev.laurel.stack.StackEvent;
import dev.laurel.stack.StackException;
import dev.laurel.stack.StackOptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** An ingest that is started again whenever its process ends, as a supervisor would. */
final class IngestProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Stack stack;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger starts;
    private final Thread supervisor = new Thread(this::supervise, "ingest-supervisor");
    private volatile boolean closed;

    private IngestProcess(Stack stack, AtomicInteger starts) {
        this.stack = stack;
        this.starts = starts;
        supervisor.setDaemon(true);
        supervisor.start();
    }

    /** @param data which a later one takes up again */
    static IngestProcess start(Checkout checkout, Path data, Map<String, String> settings) {
        AtomicInteger starts = new AtomicInteger();
        Stack stack = Stack.start(StackOptions.keeping(checkout, data)
                .ports(Ports.random())
                .parts(EnumSet.of(Part.INGEST))
                .settings(Part.INGEST, settings)
                .listener(event -> {
                    if (event instanceof StackEvent.Started) {
                        starts.incrementAndGet();
                    }
                }));
        return new IngestProcess(stack, starts);
    }

    URI url() {
        return URI.create(stack.url(Part.INGEST));
    }

    /** How often a process was started, the first included. */
    int starts() {
        return starts.get();
    }

    ProcessHandle process() {
        return stack.process(Part.INGEST);
    }

    /** What it does now. */
    IngestStage stage() {
        return get("/q/health/ready")
                .map(body -> {
                    for (JsonNode check : read(body).path("checks")) {
                        if (check.path("data").path("state").asText().equals("RUNNING")) {
                            return IngestStage.RUNNING;
                        }
                    }
                    return IngestStage.RESTORING;
                })
                .orElse(IngestStage.STARTING);
    }

    void awaitRunning() {
        Await.until("ingest to run", PATIENCE, () -> stage() == IngestStage.RUNNING);
    }

    /** Kills it as kill -9 does, and returns once another one has been started. */
    void kill() {
        int before = starts.get();
        ProcessHandle process = process();
        process.destroyForcibly();
        process.onExit().join();
        Await.until("ingest to be started again", PATIENCE, () -> starts.get() > before);
    }

    /**
     * The sum of all samples of a metric.
     *
     * @param labels a part of what stands in braces
     */
    double metric(String name, String labels) {
        String metrics = get("/q/metrics").orElseThrow(() -> new IllegalStateException("ingest does not answer"));
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(labels))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalStateException("ingest's health is no JSON", e);
        }
    }

    /** The answer, whatever its status. */
    private Optional<String> get(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(url().resolve(path)).timeout(ANSWER).build();
        try {
            return Optional.of(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void supervise() {
        while (!closed) {
            process().onExit().join();
            if (!closed) {
                startAgain();
            }
        }
    }

    private void startAgain() {
        try {
            stack.restart(Part.INGEST);
        } catch (StackException e) {
            // it ended before it was ready, and is started once more
        }
    }

    @Override
    public void close() {
        closed = true;
        stack.close();
    }
}
