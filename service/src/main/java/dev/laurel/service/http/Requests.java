package dev.laurel.service.http;

import java.net.URI;
import java.net.URISyntaxException;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;

/**
 * A connection's requests as they come, before anybody has them. One whose path or query cannot be decoded is marked as malformed; Quarkus would answer it
 * before any of our handlers, without a word.
 */
final class Requests extends ChannelInboundHandlerAdapter {

    private final Connection connection;

    Requests(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            if (!connection.begins()) {
                ReferenceCountUtil.release(message);
                return;
            }
            if (request.decoderResult().isSuccess() && !isReadable(request.uri())) {
                request.setDecoderResult(DecoderResult.failure(new UnreadableTargetException()));
            }
        }
        context.fireChannelRead(message);
    }

    private static boolean isReadable(String target) {
        try {
            new URI(target);
            QueryStringDecoder.decodeComponent(target);
            return true;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return false;
        }
    }

    static final class UnreadableTargetException extends Exception {

        private static final long serialVersionUID = 1;
    }
}
