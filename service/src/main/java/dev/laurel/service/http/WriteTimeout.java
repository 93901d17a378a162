package dev.laurel.service.http;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import dev.laurel.service.http.Refusal.Reason;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;

/** Watches that a caller takes each answer within its time, and ends the connection where it does not. Runs on the connection's event loop. */
final class WriteTimeout extends ChannelDuplexHandler {

    /** What a caller takes of an answer in the write timeout, at least. */
    private static final int SLOWEST = 64 << 10;

    private final Connections connections;

    private ChannelHandlerContext wire;
    /** Null if nothing waits to be taken. */
    private ScheduledFuture<?> watch;

    private long taken;

    WriteTimeout(Connections connections) {
        this.connections = connections;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        wire = context;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (watch != null) {
            watch.cancel(false);
        }
        context.fireChannelInactive();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        int bytes = message instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
        context.write(message, promise.unvoid().addListener(done -> taken += bytes));
        if (watch == null) {
            watch(progress());
        }
    }

    private void watch(long before) {
        long millis = connections.config().writeTimeout().toMillis();
        watch = wire.executor()
                .schedule(
                        () -> {
                            if (!wire.channel().isActive() || pending() == 0) {
                                watch = null;
                            } else if (progress() - before < Math.min(SLOWEST, pending())) {
                                connections.refused(Reason.WRITE_TIMEOUT);
                                wire.close();
                            } else {
                                watch(progress());
                            }
                        },
                        millis,
                        TimeUnit.MILLISECONDS);
    }

    private long pending() {
        ChannelOutboundBuffer buffer = wire.channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** Bytes that the caller's side has taken, as far as is known. */
    private long progress() {
        ChannelOutboundBuffer buffer = wire.channel().unsafe().outboundBuffer();
        return taken + (buffer == null ? 0 : buffer.currentProgress());
    }
}
