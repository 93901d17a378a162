package dev.laurel.scorer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.laurel.schema.Provisioner;
import dev.laurel.schema.Registry;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** What must be there before the scorer starts: broker, topics, registry, schemas. Each is asked for within a limit of time. */
final class StartCheck {

    private static final List<Topic<?>> TOPICS = List.of(Topics.RESPONSES, Topics.MODELS, Topics.SCORED);

    private StartCheck() {}

    /** Throws IllegalStateException saying what is missing, and where it was looked for. */
    static void run(Map<String, String> kafka, Registry registry, Duration limit) {
        within(limit, "topics at " + kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG), () -> {
            try (Admin admin = admin(kafka, limit)) {
                Provisioner.verify(admin, TOPICS);
                admin.describeTopics(List.of(Topics.RESPONSES.deadLetters()))
                        .allTopicNames()
                        .get();
            }
            return true;
        });
        within(limit, "schemas", () -> {
            registry.verify(TOPICS);
            return true;
        });
    }

    private static Admin admin(Map<String, String> kafka, Duration limit) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(limit.toMillis()));
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(limit.toMillis()));
        return Admin.create(settings);
    }

    private static void within(Duration limit, String what, Callable<?> check) {
        FutureTask<?> task = new FutureTask<>(check);
        Thread thread = new Thread(task, "start-check");
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(limit.plusSeconds(2).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the scorer does not start without " + what + ": "
                            + e.getCause().getMessage(),
                    e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "the scorer does not start without " + what + ": no answer after " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking for " + what, e);
        }
    }
}
