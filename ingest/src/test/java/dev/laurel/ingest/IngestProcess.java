package dev.laurel.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.awaitility.Awaitility;

/** The packaged service as a process, as its users run it. */
final class IngestProcess implements AutoCloseable {

    private static final Path JAR =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;

    private IngestProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** An answer to a request. */
    record Answer(int status, String mediaType, JsonNode body) {}

    /** Starts it in {@code directory} on a free port, and does not wait. */
    static IngestProcess start(Path directory, Map<String, String> settings) throws IOException {
        Files.createDirectories(directory);
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        command.add("-Dquarkus.http.port=0");
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", JAR.toString()));
        Path log = Files.createTempFile(directory, "ingest", ".log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new IngestProcess(process, log);
    }

    /** Waits until it processes records. */
    /** On a new disk it waits for the transaction that a process before it may have left open, until that times out. */
    IngestProcess awaitRunning() {
        try {
            Awaitility.await().atMost(Duration.ofSeconds(150)).until(() -> {
                if (!process.isAlive()) {
                    throw new AssertionError("ingest ended:\n" + log());
                }
                return log().contains("Listening on") && log().contains("to=RUNNING");
            });
        } catch (RuntimeException | AssertionError e) {
            process.destroyForcibly();
            throw e;
        }
        return this;
    }

    /** Waits until it has ended; returns its exit status. */
    int awaitEnd(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("ingest still runs after " + limit + ":\n" + log());
        }
        return process.exitValue();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url() + path))
                .header("Accept", "application/json")
                .build());
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
        kill();
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        String mediaType = response.headers().firstValue("Content-Type").orElse("");
        return new Answer(response.statusCode(), mediaType, JSON.readTree(response.body()));
    }

    private String url() {
        String line = log().lines()
                .filter(each -> each.contains("Listening on: "))
                .findFirst()
                .orElseThrow();
        return line.substring(line.indexOf("http://"));
    }
}
