package dev.laurel.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.laurel.schema.Provisioner;
import dev.laurel.schema.Registry;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.InterruptException;

/** Whether everything is there that ingest needs, asked once at the start and answered within a bounded time. */
record StartChecks(ClientSettings settings, Registry registry, Duration timeout) {

    private static final List<Topic<?>> NEEDED = List.of(Topics.FEEDBACK, Topics.RESPONSES, Topics.PAIRS);

    private static final List<String> DERIVED =
            List.of(Topics.PAIRS.name(), Topics.FEEDBACK.deadLetters(), Topics.RESPONSES.deadLetters());

    /** @throws RefusedStartException if the broker, a topic, the registry or a schema is missing */
    void verify() {
        within("Kafka at " + settings.bootstrapServers() + " (kafka.bootstrap.servers)", this::verifyTopics);
        within(
                "the schema registry at " + settings.registry().get(Registry.URL) + " (" + Registry.URL + ")",
                () -> registry.verify(NEEDED));
    }

    private void verifyTopics() {
        Map<String, Object> admin = new HashMap<>(settings.kafka());
        admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        try (Admin client = Admin.create(admin)) {
            Provisioner.verify(client, NEEDED);
            Provisioner.verifyRoom(client, DERIVED);
        }
    }

    private void within(String what, Runnable check) {
        try {
            CompletableFuture.runAsync(check).get(2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause().getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw silent(what, e.getCause());
            }
            throw new RefusedStartException(
                    "ingest does not start: " + what + ": " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw silent(what, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private RefusedStartException silent(String what, Throwable cause) {
        return new RefusedStartException(
                "ingest does not start: %s does not answer within %d ms".formatted(what, timeout.toMillis()), cause);
    }
}
