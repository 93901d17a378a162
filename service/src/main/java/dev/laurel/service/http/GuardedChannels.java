package dev.laurel.service.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.quarkus.arc.Arc;

/**
 * Puts {@link WriteTimeout} and a {@link Connection} before everything else that handles a connection. Netty finds it as a service where {@link #EXTENSIONS_SYSTEM_PROPERTY} says
 * {@link #LOADED}; neither Vert.x nor Quarkus has a hook at a connection that has not sent a request.
 */
public final class GuardedChannels extends ChannelInitializerExtension {

    static final String LOADED = "serviceload";

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        Connections connections = Arc.container().instance(Connections.class).get();
        channel.pipeline().addFirst(new WriteTimeout(connections), new Connection(connections));
    }
}
