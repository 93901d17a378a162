package dev.laurel.service.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a service listens: on loopback, unless {@code laurel.http.listen} opens it. */
@Singleton
class ListenAddress implements HttpServerOptionsCustomizer {

    private static final Logger LOG = LoggerFactory.getLogger(ListenAddress.class);

    private final HttpConfig config;
    private final Connections connections;

    ListenAddress(HttpConfig config, Connections connections) {
        this.config = config;
        this.connections = connections;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        prepare(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        prepare(options);
    }

    /** HTTP/2 has streams where {@link Connection} has requests, and nobody's client needs it. */
    private void prepare(HttpServerOptions options) {
        requireOpened(options.getHost());
        options.setHttp2ClearTextEnabled(false).setUseAlpn(false);
        connections.serve(options);
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, GuardedChannels.LOADED);
    }

    private void requireOpened(String host) {
        if (isLoopback(host)) {
            return;
        }
        if (!host.equals(config.listen())) {
            throw new IllegalArgumentException(
                    "quarkus.http.host is \"%s\", but the service knows no credentials and listens on loopback; laurel.http.listen=%s opens it to everybody who reaches that address"
                            .formatted(host, host));
        }
        LOG.warn(
                "open without credentials address={}: everybody who reaches it may read, change and erase everything",
                host);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("laurel.http.listen is no address of this machine: " + host, e);
        }
    }
}
