package dev.laurel.ingest;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.clients.CommonClientConfigs;
import org.eclipse.microprofile.config.Config;

/**
 * Settings that go to a client library untouched: SASL, TLS, time-outs and whatever else it knows.
 *
 * @param kafka the settings below {@code kafka.}, without that prefix
 * @param registry the settings below {@code schema.registry.}, with that prefix
 */
record ClientSettings(Map<String, String> kafka, Map<String, String> registry) {

    private static final String KAFKA = "kafka.";
    private static final String REGISTRY = "schema.registry.";

    static ClientSettings of(Config config) {
        Map<String, String> kafka = new TreeMap<>();
        Map<String, String> registry = new TreeMap<>();
        for (String name : config.getPropertyNames()) {
            String key = name.toLowerCase(Locale.ROOT).replace('_', '.'); // as environment variables write it
            if (key.startsWith(KAFKA)) {
                config.getOptionalValue(name, String.class)
                        .ifPresent(value -> kafka.put(key.substring(KAFKA.length()), value));
            } else if (key.startsWith(REGISTRY)) {
                config.getOptionalValue(name, String.class).ifPresent(value -> registry.put(key, value));
            }
        }
        return new ClientSettings(Map.copyOf(kafka), Map.copyOf(registry));
    }

    String bootstrapServers() {
        return kafka.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    }
}
