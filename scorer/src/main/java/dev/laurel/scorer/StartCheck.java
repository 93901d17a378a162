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
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What must be there before the scorer starts: broker, topics, registry, schemas. Each is asked for within a limit of time.
 *
 * @param maxRecordBytes most bytes of a record that the topics take and the scorer's producer sends
 */
record StartCheck(int maxRecordBytes) {

    private static final List<Topic<?>> TOPICS =
            List.of(Topics.RESPONSES, Topics.MODELS, Topics.SCORED, Topics.SELECTED);
    private static final List<String> OUTPUTS = List.of(
            Topics.SCORED.name(),
            Topics.RESPONSES.deadLetters(),
            Topics.SELECTED.name(),
            Topics.SELECTED.deadLetters());

    /** Throws IllegalStateException saying what is missing, and where it was looked for. */
    static StartCheck run(Map<String, String> kafka, Registry registry, Duration limit) {
        String brokers = kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
        int maxRecordBytes = within(limit, "its topics at " + brokers + " (kafka.bootstrap.servers)", () -> {
            try (Admin admin = admin(kafka, limit)) {
                Provisioner.verify(admin, TOPICS);
                return maxRecordBytes(admin);
            }
        });
        within(limit, "its schemas (" + Registry.URL + ")", () -> {
            registry.verify(TOPICS);
            return true;
        });
        return new StartCheck(maxRecordBytes);
    }

    private static int maxRecordBytes(Admin admin) throws ExecutionException, InterruptedException {
        List<ConfigResource> topics = OUTPUTS.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        return admin.describeConfigs(topics).all().get().values().stream()
                .mapToInt(StartCheck::maxMessageBytes)
                .reduce(Provisioner.DERIVED_RECORD_BYTES, Math::min);
    }

    private static int maxMessageBytes(Config topic) {
        return Integer.parseInt(topic.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
    }

    private static Admin admin(Map<String, String> kafka, Duration limit) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(limit.toMillis()));
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(limit.toMillis()));
        return Admin.create(settings);
    }

    private static <T> T within(Duration limit, String what, Callable<T> check) {
        FutureTask<T> task = new FutureTask<>(check);
        Thread thread = new Thread(task, "start-check");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.plusSeconds(2).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause =
                    e.getCause() instanceof ExecutionException ? e.getCause().getCause() : e.getCause();
            throw new IllegalStateException(
                    "the scorer does not start without " + what + ": " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "the scorer does not start without " + what + ": no answer after " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking for " + what, e);
        }
    }
}
