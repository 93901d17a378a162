package dev.laurel.trainer.publish;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;

/** Asks the broker again and again whether it answers, in a thread of its own; what it said last is known at once. */
public final class BrokerWatch implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Admin admin;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread watching = new Thread(task, "broker-watch");
        watching.setDaemon(true);
        return watching;
    });
    private volatile Optional<String> problem = Optional.of("the broker has not answered yet");

    /** @param kafka settings of the clients: {@code bootstrap.servers}, security */
    public BrokerWatch(Map<String, Object> kafka) {
        this.admin = Admin.create(kafka);
        thread.scheduleWithFixedDelay(this::ask, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Why the broker is taken to be away; empty if it answered when it was asked last. */
    public Optional<String> problem() {
        return problem;
    }

    private void ask() {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) PATIENCE.toMillis()))
                    .clusterId()
                    .get();
            problem = Optional.empty();
        } catch (ExecutionException e) {
            problem = Optional.of("the broker does not answer: " + e.getCause().getMessage());
        } catch (KafkaException e) {
            problem = Optional.of("the broker cannot be asked: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        admin.close(Duration.ZERO);
    }
}
