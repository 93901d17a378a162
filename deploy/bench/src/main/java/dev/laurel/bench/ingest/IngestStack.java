package dev.laurel.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import dev.laurel.command.client.Cluster;
import dev.laurel.command.local.LocalStack;
import dev.laurel.stack.Checkout;
import dev.laurel.stack.Part;
import dev.laurel.stack.Ports;
import dev.laurel.stack.StackOptions;

/** A broker, a registry and Laurel's topics, and an ingest on them that can be killed and taken up again. */
final class IngestStack implements AutoCloseable {

    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final Checkout checkout = Checkout.find();
    private final LocalStack base;
    private final Map<String, String> settings;
    private IngestProcess ingest;

    /**
     * @param data kept with all logs; otherwise a temporary directory
     * @param settings of ingest, over those that name its neighbours
     */
    IngestStack(Optional<Path> data, Map<String, String> settings) {
        StackOptions options = data.map(
                        directory -> StackOptions.keeping(checkout, directory).ports(Ports.random()))
                .orElseGet(() -> StackOptions.temporary(checkout));
        this.base = LocalStack.start(options.parts(EnumSet.of(Part.BROKER, Part.REGISTRY)), List.of(), Map.of());
        this.settings = Map.copyOf(settings);
        this.ingest = start(FOR_EVER);
    }

    private IngestProcess start(Duration longestWait) {
        Map<String, String> all = new HashMap<>();
        all.put("kafka.bootstrap.servers", base.stack().bootstrapServers());
        all.put("schema.registry.url", base.stack().registryUrl());
        all.put("laurel.ingest.join.longest-wait", longestWait.toString());
        all.put("laurel.ingest.ledger.longest-wait", longestWait.toString());
        all.putAll(settings);
        return IngestProcess.start(checkout, base.stack().data().resolve("killed"), all);
    }

    Cluster cluster() {
        return base.cluster();
    }

    ProcessHandle broker() {
        return base.stack().process(Part.BROKER);
    }

    /** The one that runs now. */
    IngestProcess ingest() {
        return ingest;
    }

    /** Takes ingest up again with so long a patience for what records refer to. */
    void restartIngest(Duration longestWait) {
        ingest.close();
        ingest = start(longestWait);
    }

    /** Kills the broker and starts it again. */
    void killBroker() {
        ProcessHandle broker = broker();
        broker.destroyForcibly();
        broker.onExit().join();
        base.stack().restart(Part.BROKER);
    }

    /** Lets the broker stand still for a time. */
    void stall(Duration time) throws IOException, InterruptedException {
        signal("STOP");
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(broker().pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        ingest.close();
        base.close();
    }
}
