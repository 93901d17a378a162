package dev.laurel.service.http;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may call a service over HTTP and how much one caller may take, {@code laurel.http.*}. */
@ConfigMapping(prefix = "laurel.http")
public interface HttpConfig {

    /** The address to listen on. Everybody who reaches it may do everything, since there are no credentials yet: loopback unless it is opened. */
    @WithDefault("127.0.0.1")
    String listen();

    /** Names under which callers may address the service, besides localhost and the addresses it is reached at; without ports. */
    Optional<Set<String>> allowedHosts();

    /** Origins of pages that may call, {@code https://example.org}, besides the service's own. They are not answered with CORS headers. */
    Optional<Set<String>> allowedOrigins();

    /** How long a caller may take to send a request, from its first byte to its last. */
    @WithDefault("30s")
    Duration readTimeout();

    /** In what time a caller has to take 64 KiB of an answer, or what is left of it. */
    @WithDefault("30s")
    Duration writeTimeout();

    /** How long a connection may be silent between requests. */
    @WithDefault("60s")
    Duration idleTimeout();

    /** Most connections at a time; one more takes the place of the one that has sent no whole request for longest. */
    @WithDefault("1000")
    int maxConnections();

    /** Most bytes of bodies above 64 KiB that are held for all requests together, from their first byte until they are answered. */
    @WithDefault("192M")
    MemorySize maxBodyMemory();
}
