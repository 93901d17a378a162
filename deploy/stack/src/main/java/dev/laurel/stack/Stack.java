package dev.laurel.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;

/**
 * A running local stack: broker and registry first, then what the caller provisions, then the services.
 *
 * <p>All of it ends with {@link #close}, with the JVM (Ctrl-C included), and when the JVM is killed. A start that fails
 * half way stops what it had started. Thread-safe.
 */
public final class Stack implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final StackOptions options;
    private final Thread closeWithJvm = new Thread(this::stopAll, "stack-close");
    /** Guarded by this, as is {@link #closed}. */
    private final Map<Part, Child> children = new EnumMap<>(Part.class);

    private boolean closed;
    private volatile Optional<DataLock> lock = Optional.empty();
    private volatile Ports ports;

    private Stack(StackOptions options) {
        this.options = options;
        this.ports = options.ports();
    }

    /**
     * Starts a stack and waits until all its parts are ready.
     *
     * @throws StackException if something is missing, a port is taken, or a part fails or takes too long
     */
    public static Stack start(StackOptions options) {
        Stack stack = new Stack(options);
        Runtime.getRuntime().addShutdownHook(stack.closeWithJvm);
        try {
            stack.startAll();
            return stack;
        } catch (RuntimeException | Error e) {
            stack.close();
            throw e;
        }
    }

    /** Broker and registry on free ports, empty, gone when closed. */
    public static Stack forTests() {
        return forTests(Part.BROKER, Part.REGISTRY);
    }

    /** These parts on free ports, empty, gone when closed. */
    public static Stack forTests(Part first, Part... others) {
        return start(StackOptions.temporary(Checkout.find()).parts(EnumSet.of(first, others)));
    }

    /**
     * Broker and registry that all tests of this JVM share; started by the first call, gone with the JVM. Tests keep
     * apart by the names of their topics, subjects and groups.
     */
    public static Stack shared() {
        return Shared.STACK;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port(Part.BROKER);
    }

    /** The URL for Confluent's clients. */
    public String registryUrl() {
        return Registry.url(port(Part.REGISTRY));
    }

    /** The base URL of a service, without a trailing slash. */
    public String url(Part service) {
        return Service.url(port(service));
    }

    private int port(Part part) {
        if (!options.parts().contains(part)) {
            throw new IllegalStateException("this stack has no " + part.label());
        }
        return ports.of(part);
    }

    /** The latest process of {@code part}; it may have ended. */
    public synchronized ProcessHandle process(Part part) {
        return children.get(part).process();
    }

    /** Starts {@code part} again, after stopping it if it still runs: same port, data and settings. */
    public void restart(Part part) {
        stop(Set.of(part));
        start(List.of(launch(part)));
    }

    public Path data() {
        return options.data();
    }

    /** Where {@code part} writes its log. */
    public Path log(Part part) {
        return options.data().resolve("logs").resolve(part.label() + ".log");
    }

    /** Stops all parts, those started last first; waits until they have ended. */
    @Override
    public void close() {
        stopAll();
        try {
            Runtime.getRuntime().removeShutdownHook(closeWithJvm);
        } catch (IllegalStateException e) {
            // the JVM is on its way down, and the hook finds nothing left to do
        }
    }

    /** Whatever is missing or taken is found before the first process is started. */
    private void startAll() {
        ports = options.ports().resolve(options.parts());
        lock = Optional.of(DataLock.take(options.data()));
        Map<Boolean, List<Launch>> launches = Stream.of(Part.values())
                .filter(options.parts()::contains)
                .collect(partitioningBy(Part::service, mapping(this::launch, toList())));
        start(launches.get(false));
        provision();
        start(launches.get(true));
    }

    /** Starts these together and waits until all of them are ready. */
    private void start(List<Launch> launches) {
        List<Child> waiting = new ArrayList<>();
        for (Launch launch : launches) {
            Child child = start(launch);
            options.listener()
                    .accept(new StackEvent.Started(
                            launch.part(), child.process().pid()));
            waiting.add(child);
        }
        while (!waiting.isEmpty()) {
            waiting.removeIf(child -> child.isReady(options.timeout()));
        }
    }

    private synchronized Child start(Launch launch) {
        if (closed) {
            throw new StackException(
                    "the stack was closed while " + launch.part().label() + " was starting");
        }
        Child child = Child.start(launch, options.listener());
        children.put(launch.part(), child);
        return child;
    }

    private Launch launch(Part part) {
        Path directory = options.data().resolve(part.label());
        try {
            Files.createDirectories(directory);
            Files.createDirectories(log(part).getParent());
        } catch (IOException e) {
            throw new StackException("the data directory " + directory + " cannot be created: " + Plain.reason(e), e);
        }
        int port = ports.of(part);
        return switch (part) {
            case BROKER -> Broker.launch(options.checkout(), directory, log(part), ports);
            case REGISTRY -> Registry.launch(options.checkout(), directory, log(part), port);
            case INGEST, TRAINER, SCORER ->
                Service.launch(options.checkout(), part, directory, log(part), port, settings(part));
        };
    }

    private Map<String, String> settings(Part service) {
        Map<String, String> settings = new HashMap<>();
        if (options.parts().contains(Part.BROKER)) {
            settings.put("kafka.bootstrap.servers", bootstrapServers());
        }
        if (options.parts().contains(Part.REGISTRY)) {
            settings.put("schema.registry.url", registryUrl());
        }
        settings.putAll(options.settings().getOrDefault(service, Map.of()));
        return settings;
    }

    private void provision() {
        try {
            options.provisioning().provision(this);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new StackException("topics and schemas cannot be provisioned: " + e.getMessage(), e);
        }
    }

    private synchronized void stopAll() {
        if (closed) {
            return;
        }
        closed = true;
        stop(EnumSet.of(Part.INGEST, Part.TRAINER, Part.SCORER));
        stop(EnumSet.of(Part.BROKER, Part.REGISTRY));
        lock.ifPresent(DataLock::close);
        if (options.disposable()) {
            delete(options.data());
        }
    }

    /** Stops these together and waits until all of them have ended. */
    private synchronized void stop(Set<Part> parts) {
        List<Child> ending =
                parts.stream().map(children::get).filter(Objects::nonNull).toList();
        ending.forEach(Child::stop);
        ending.forEach(child -> child.awaitEnd(STOP_LIMIT));
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        private static final Stack STACK = forTests();
    }
}
