package dev.laurel.scorer;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.eclipse.microprofile.config.Config;

/** Settings that are handed on to clients as they are: from properties, and from environment variables such as {@code KAFKA_SASL_MECHANISM}. */
final class ClientSettings {

    static final String KAFKA = "kafka.";
    static final String REGISTRY = "schema.registry.";

    private ClientSettings() {}

    /** Kafka's settings, without their prefix {@code kafka.}; for all its clients. */
    static Map<String, String> kafka(Config config) {
        Map<String, String> settings = new HashMap<>();
        withPrefix(config, KAFKA).forEach((name, value) -> settings.put(name.substring(KAFKA.length()), value));
        return settings;
    }

    /** The registry client's settings, with their prefix {@code schema.registry.}. */
    static Map<String, String> registry(Config config) {
        return withPrefix(config, REGISTRY);
    }

    private static Map<String, String> withPrefix(Config config, String prefix) {
        Map<String, String> settings = new HashMap<>();
        for (String name : config.getPropertyNames()) {
            String dotted = name.equals(name.toUpperCase(Locale.ROOT))
                    ? name.toLowerCase(Locale.ROOT).replace('_', '.')
                    : name;
            if (dotted.startsWith(prefix)) {
                config.getOptionalValue(dotted, String.class).ifPresent(value -> settings.put(dotted, value));
            }
        }
        return settings;
    }
}
