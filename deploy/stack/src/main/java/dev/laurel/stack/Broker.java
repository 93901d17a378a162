package dev.laurel.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One Kafka broker that is its own controller, on loopback, with everything replicated once. */
final class Broker {

    private static final List<String> OPTIONS = List.of(
            "-Xms96m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS");

    private Broker() {}

    /** A broker that keeps its log under {@code directory}. */
    static Launch launch(Checkout checkout, Path directory, Path log, Ports ports) {
        Path properties = directory.resolve("server.properties");
        Path ready = directory.resolve("ready");
        try {
            Files.deleteIfExists(ready);
            Files.write(
                    properties, lines(settings(directory.resolve("log"), ports.of(Part.BROKER), ports.controller())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Program program = checkout.broker().with(checkout.launcher());
        List<String> java =
                Launch.guarded(program, OPTIONS, Map.of(), List.of(properties.toString(), ready.toString()));
        return new Launch(
                Part.BROKER,
                java,
                ClassArchive.of(Part.BROKER, program),
                Map.of(),
                directory,
                log,
                () -> Files.exists(ready),
                Duration.ofSeconds(60));
    }

    private static Map<String, String> settings(Path log, int port, int controllerPort) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry(
                        "listeners",
                        "CLIENTS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort)),
                Map.entry("advertised.listeners", "CLIENTS://127.0.0.1:" + port),
                Map.entry("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "CLIENTS"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("log.dirs", log.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("default.replication.factor", "1"),
                Map.entry("min.insync.replicas", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "2"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // Kafka's own default, which producers' max.request.size matches: one conversation is far smaller
                Map.entry("message.max.bytes", "1048588"),
                // after a crash the controller waits this long for the broker it remembers before it takes the new one
                Map.entry("broker.session.timeout.ms", "4000"),
                Map.entry("broker.heartbeat.interval.ms", "500"),
                Map.entry("log.cleaner.dedupe.buffer.size", "16777216"));
    }

    private static List<String> lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .sorted()
                .collect(Collectors.toList());
    }
}
