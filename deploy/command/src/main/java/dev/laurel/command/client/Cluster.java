package dev.laurel.command.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import dev.laurel.schema.Registry;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * The Kafka cluster and the schema registry that a command works with.
 *
 * @param kafka settings of every Kafka client, {@code bootstrap.servers} among them
 * @param registry where schemas are looked up; its settings are those that begin with {@code schema.registry.}
 */
public record Cluster(Map<String, Object> kafka, Registry registry) {

    /** How long somebody at a terminal is left waiting for an answer of Kafka. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    public Cluster {
        kafka = Map.copyOf(kafka);
    }

    /**
     * The cluster at these addresses.
     *
     * @param more settings of all clients, such as {@code security.protocol}, and of the registry's client
     */
    public static Cluster at(String bootstrapServers, String registryUrl, Properties more) {
        Map<String, Object> kafka = new HashMap<>();
        Map<String, Object> registry = new HashMap<>();
        more.stringPropertyNames().forEach(name -> {
            boolean ofRegistry = name.startsWith("schema.registry.") || name.startsWith("basic.auth.");
            (ofRegistry ? registry : kafka).put(name, more.getProperty(name));
        });
        kafka.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        registry.put(Registry.URL, registryUrl);
        return new Cluster(kafka, Registry.connect(registry));
    }

    public Admin admin() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return Admin.create(settings);
    }
}
