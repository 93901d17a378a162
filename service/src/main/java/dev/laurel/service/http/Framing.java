package dev.laurel.service.http;

import java.util.List;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * Where a request ends. It must say so once: with a length, or as chunks and nothing else; a proxy before us and we could otherwise see different requests
 * in the same bytes (RFC 9112, section 11.2).
 */
final class Framing {

    private Framing() {}

    /** Whether the coding of a request's body is one that is read here; the decoder reads every last "chunked" and leaves out what stands before it. */
    static boolean isClear(HttpRequest request) {
        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.isEmpty()
                || codings.size() == 1
                        && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(
                                codings.get(0).strip())
                        && request.protocolVersion().equals(HttpVersion.HTTP_1_1);
    }

    /** What stands for a request that says its end twice, or in no way that is known here. */
    static final class UnclearEndException extends RuntimeException {

        private static final long serialVersionUID = 1;

        UnclearEndException() {
            super("the body's end is not clear", null, false, false);
        }
    }

    /** The server's own decoder, which also refuses chunks that have a Content-Length. */
    static final class Decoder extends VertxHttpRequestDecoder {

        Decoder(HttpServerOptions options) {
            super(options);
        }

        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new UnclearEndException();
        }
    }
}
