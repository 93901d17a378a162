package dev.laurel.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The schema registry, on loopback, which keeps its schemas and their ids in a file. */
final class Registry {

    private static final List<String> OPTIONS =
            List.of("-Xms64m", "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private Registry() {}

    /** A registry on {@code port}; ready once it has taken its default compatibility, which starts out as NONE. */
    static Launch launch(Checkout checkout, Path directory, Path log, int port) {
        Program program = checkout.registry().with(checkout.launcher());
        URI config = URI.create(url(port) + "/config");
        return new Launch(
                Part.REGISTRY,
                Launch.guarded(program, OPTIONS, settings(directory, port), List.of()),
                ClassArchive.of(Part.REGISTRY, program),
                Map.of(),
                directory,
                log,
                () -> Http.put(config, "{\"compatibility\":\"BACKWARD_TRANSITIVE\"}"),
                Duration.ofSeconds(60));
    }

    /** The base URL of the interface that Confluent's clients speak. */
    static String url(int port) {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    private static Map<String, String> settings(Path directory, int port) {
        return Map.of(
                "quarkus.http.host", "127.0.0.1",
                "quarkus.http.port", Integer.toString(port),
                // without WRITE_DELAY=0 a crash loses the last half second, and with it ids that records already carry
                "quarkus.datasource.jdbc.url", "jdbc:h2:file:" + directory.resolve("schemas") + ";WRITE_DELAY=0",
                "quarkus.datasource.jdbc.initial-size", "2",
                "quarkus.datasource.jdbc.min-size", "2");
    }
}
