package dev.laurel.service.client;

import dev.laurel.schema.Registry;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** What every service's clients are made with. */
@Singleton
class Clients {

    @Produces
    @Singleton
    ClientSettings settings(Config config) {
        return ClientSettings.of(config);
    }

    @Produces
    @Singleton
    Registry registry(ClientSettings settings) {
        return Registry.connect(settings.registry());
    }
}
