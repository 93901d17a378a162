package dev.laurel.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.laurel.stack.child.Guarded;

/**
 * An S3 server for tests (S3Proxy on a directory), on loopback, as a process of its own that ends with this JVM. It can be stopped and started again on its port,
 * with what it held. For one thread.
 */
public final class ObjectServer implements AutoCloseable {

    /** What its clients sign with. */
    public static final Map<String, String> CREDENTIALS =
            Map.of("aws.accessKeyId", "laurel", "aws.secretAccessKey", "laurel-secret");

    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Path directory;
    private final int port;
    private Process process;

    private ObjectServer(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /**
     * Starts a server.
     *
     * @param directory where it keeps its buckets, each a directory of {@code buckets}
     */
    public static ObjectServer start(Path directory, String bucket) throws IOException {
        Files.createDirectories(directory.resolve("buckets").resolve(bucket));
        ObjectServer server = new ObjectServer(directory, freePort());
        server.start();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The file that holds an object. */
    public Path object(String bucket, String key) {
        return directory.resolve("buckets").resolve(bucket).resolve(key);
    }

    /** Starts it again. */
    public void start() throws IOException {
        Checkout checkout = Checkout.find();
        Path settings = Files.write(
                directory.resolve("s3proxy.properties"),
                List.of(
                        "s3proxy.endpoint=" + endpoint(),
                        "s3proxy.authorization=aws-v2-or-v4",
                        "s3proxy.identity=" + CREDENTIALS.get("aws.accessKeyId"),
                        "s3proxy.credential=" + CREDENTIALS.get("aws.secretAccessKey"),
                        "jclouds.provider=filesystem-nio2",
                        "jclouds.filesystem.basedir=" + directory.resolve("buckets")));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        checkout.objectServer() + "/*:" + checkout.launcher(),
                        Guarded.class.getName(),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("s3proxy.log").toFile())
                .start();
        awaitReady();
    }

    private void awaitReady() {
        long startedAt = System.nanoTime();
        while (!Http.answers(endpoint())) {
            if (hasEnded(BETWEEN_QUESTIONS) || System.nanoTime() - startedAt > READY.toNanos()) {
                process.destroyForcibly();
                throw new StackException("the object server did not start; see " + directory.resolve("s3proxy.log"));
            }
        }
    }

    /** Kills it; what it held stays. */
    public void stop() {
        process.destroyForcibly();
        hasEnded(STOP);
    }

    private boolean hasEnded(Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
