package dev.laurel.service.start;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.laurel.schema.Provisioner;
import dev.laurel.schema.Registry;
import dev.laurel.schema.Topic;
import dev.laurel.service.client.ClientSettings;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Whether everything is there that a service needs, asked once at its start and answered within a bounded time.
 *
 * @param service its name, as a sentence begins with it
 * @param timeout how long broker and registry may take for one answer
 */
public record StartChecks(String service, ClientSettings settings, Registry registry, Duration timeout) {

    /** @throws RefusedStartException if the broker, a topic, the registry or a schema is missing */
    public void verify(List<Topic<?>> topics) {
        require(admin -> Provisioner.verify(admin, topics));
        within("the schema registry at " + settings.registry().get(Registry.URL) + " (" + Registry.URL + ")", () -> {
            registry.verify(topics);
            return true;
        });
    }

    /** @throws RefusedStartException if one of these topics takes only records smaller than what may be written to it */
    public void verifyRoom(List<String> topics) {
        require(admin -> Provisioner.verifyRoom(admin, topics));
    }

    private void require(Consumer<Admin> check) {
        ask(admin -> {
            check.accept(admin);
            return true;
        });
    }

    /**
     * Asks the broker.
     *
     * @throws RefusedStartException if it does not answer, or what {@code question} throws
     */
    public <T> T ask(Function<Admin, T> question) {
        return within("Kafka at " + settings.bootstrapServers() + " (kafka.bootstrap.servers)", () -> {
            Map<String, Object> admin = settings.ofKafka();
            admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
            admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
            try (Admin client = Admin.create(admin)) {
                return question.apply(client);
            }
        });
    }

    private <T> T within(String what, Callable<T> check) {
        FutureTask<T> task = new FutureTask<>(check);
        Thread thread = new Thread(task, "start-check");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw silent(what, cause);
            }
            throw new RefusedStartException(service + " does not start: " + what + ": " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw silent(what, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private RefusedStartException silent(String what, Throwable cause) {
        return new RefusedStartException(
                "%s does not start: %s does not answer within %d ms".formatted(service, what, timeout.toMillis()),
                cause);
    }
}
