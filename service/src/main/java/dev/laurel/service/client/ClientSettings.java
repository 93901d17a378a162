package dev.laurel.service.client;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.clients.CommonClientConfigs;
import org.eclipse.microprofile.config.Config;

/**
 * Settings that go to a client library untouched, from properties and from environment variables such as {@code KAFKA_SASL_MECHANISM}: SASL, TLS, time-outs
 * and whatever else it knows.
 *
 * @param kafka the settings below {@code kafka.}, without that prefix; for all of Kafka's clients
 * @param registry the settings below {@code schema.registry.}, {@code basic.auth.} and {@code bearer.auth.}, with those prefixes
 */
public record ClientSettings(Map<String, String> kafka, Map<String, String> registry) {

    private static final String KAFKA = "kafka.";
    private static final List<String> REGISTRY = List.of("schema.registry.", "basic.auth.", "bearer.auth.");

    public ClientSettings {
        kafka = Map.copyOf(kafka);
        registry = Map.copyOf(registry);
    }

    public static ClientSettings of(Config config) {
        Map<String, String> kafka = new TreeMap<>();
        Map<String, String> registry = new TreeMap<>();
        for (String name : config.getPropertyNames()) {
            String key = dotted(name);
            if (key.startsWith(KAFKA)) {
                config.getOptionalValue(key, String.class)
                        .ifPresent(value -> kafka.put(key.substring(KAFKA.length()), value));
            } else if (REGISTRY.stream().anyMatch(key::startsWith)) {
                config.getOptionalValue(key, String.class).ifPresent(value -> registry.put(key, value));
            }
        }
        return new ClientSettings(kafka, registry);
    }

    /** A name as properties write it; what is in capitals is a variable of the environment. */
    private static String dotted(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT))
                ? name.toLowerCase(Locale.ROOT).replace('_', '.')
                : name;
    }

    /** Kafka's settings as the constructors of its clients take them. */
    public Map<String, Object> ofKafka() {
        return new HashMap<>(kafka);
    }

    public String bootstrapServers() {
        return kafka.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    }
}
