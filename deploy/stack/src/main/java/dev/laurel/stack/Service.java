package dev.laurel.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of Laurel's services, on loopback, in a working directory of its own. */
final class Service {

    /** The second compiler, which costs a third of a start and pays off after minutes, is left to what is used ten times as often as usual. */
    private static final List<String> OPTIONS = List.of(
            "-Xms64m",
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");

    /** The second keeps every question asked before the service is up out of its log. */
    private static final Map<String, String> DEFAULTS =
            Map.of("ai.djl.offline", "true", "quarkus.log.category.\"io.smallrye.health\".level", "WARN");

    /** The same threads for every run, so that a training run can be repeated to the bit. */
    private static final Map<String, String> ENVIRONMENT = Map.of("MKL_DYNAMIC", "FALSE", "OMP_DYNAMIC", "FALSE");

    private Service() {}

    /**
     * A service on {@code port}; ready when it is alive, because being ready for traffic may depend on a model that is
     * yet to be trained.
     *
     * @param settings the service's configuration, over its own defaults
     */
    static Launch launch(
            Checkout checkout, Part part, Path directory, Path log, int port, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(DEFAULTS);
        all.putAll(settings);
        all.put("quarkus.http.host", "127.0.0.1");
        all.put("quarkus.http.port", Integer.toString(port));
        Program program = checkout.service(part).with(checkout.launcher());
        URI live = URI.create(url(port) + "/q/health/live");
        return new Launch(
                part,
                Launch.guarded(program, OPTIONS, all, List.of()),
                ClassArchive.of(part, program),
                ENVIRONMENT,
                directory,
                log,
                () -> Http.get(live),
                Duration.ofSeconds(120));
    }

    static String url(int port) {
        return "http://127.0.0.1:" + port;
    }
}
