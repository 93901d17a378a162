package dev.laurel.service.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;

/**
 * A connection's requests as they come, before anybody has them. One whose path or query cannot be decoded is marked as malformed, since Quarkus would
 * answer it before any of our handlers, without a word; so is one whose end is not clear. A body that breaks off as HTTP ends its connection.
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
            if (request.decoderResult().isSuccess()) {
                problem(request).ifPresent(problem -> request.setDecoderResult(DecoderResult.failure(problem)));
            }
        } else if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            connection.malformed();
            return;
        }
        context.fireChannelRead(message);
    }

    private static Optional<Exception> problem(HttpRequest request) {
        if (!isReadable(request.uri())) {
            return Optional.of(new UnreadableTargetException());
        }
        return Framing.isClear(request) ? Optional.empty() : Optional.of(new Framing.UnclearEndException());
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
