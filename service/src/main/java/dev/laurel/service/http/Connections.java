package dev.laurel.service.http;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import io.quarkus.arc.Unremovable;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * All connections of callers, and which of them wait for a whole request. When there are too many, the one that has waited longest makes room, so that
 * callers who open connections and send nothing keep nobody out. Thread-safe.
 */
@Singleton
@Unremovable // looked up by GuardedChannels
class Connections {

    private final HttpConfig config;
    private final DoorMetrics metrics;
    /** Guarded by this, as is {@link #open}; the longest waiting first. */
    private final Set<Connection> waiting = new LinkedHashSet<>();

    private int open;
    private volatile HttpServerOptions server = new HttpServerOptions();

    Connections(HttpConfig config, DoorMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
    }

    HttpConfig config() {
        return config;
    }

    /** The server's limits on lines and headers. */
    HttpServerOptions server() {
        return server;
    }

    void serve(HttpServerOptions options) {
        server = options;
    }

    /** Takes a new one in, or closes it if all others are being answered. */
    void opened(Connection connection) {
        Optional<Connection> surplus;
        synchronized (this) {
            open++;
            waiting.add(connection);
            surplus = open > config.maxConnections() ? longestWaiting() : Optional.empty();
        }
        surplus.ifPresent(Connection::makeRoom);
    }

    private Optional<Connection> longestWaiting() {
        Iterator<Connection> each = waiting.iterator();
        Connection longest = each.next();
        each.remove();
        return Optional.of(longest);
    }

    synchronized void waits(Connection connection) {
        waiting.add(connection);
    }

    synchronized void isAnswered(Connection connection) {
        waiting.remove(connection);
    }

    synchronized void closed(Connection connection) {
        open--;
        waiting.remove(connection);
    }

    void refused(Refusal.Reason reason) {
        metrics.refused(reason);
    }
}
