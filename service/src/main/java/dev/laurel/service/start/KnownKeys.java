package dev.laurel.service.start;

import dev.laurel.schema.ConfigurationKeys;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** A key of Laurel's that nobody knows stops the start, before anything else is looked at. */
@Singleton
class KnownKeys {

    void check(@Observes @Priority(1) StartupEvent event, Config config) {
        ConfigurationKeys.requireKnown(config.getPropertyNames());
    }
}
