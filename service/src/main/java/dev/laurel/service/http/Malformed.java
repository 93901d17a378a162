package dev.laurel.service.http;

import dev.laurel.service.http.Framing.UnclearEndException;
import dev.laurel.service.http.Refusal.Reason;
import dev.laurel.service.http.Requests.UnreadableTargetException;
import dev.laurel.service.problem.Problem;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Answers what cannot be read as HTTP, and ends its connection. */
final class Malformed implements Handler<HttpServerRequest> {

    private final Connections connections;

    Malformed(Connections connections) {
        this.connections = connections;
    }

    @Override
    public void handle(HttpServerRequest request) {
        connections.refused(Reason.MALFORMED);
        Problem problem = problem(request.decoderResult().cause());
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(problem.json());
        request.connection().close();
    }

    private static Problem problem(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Problem.of(414, "the request line is too long");
        }
        if (cause instanceof UnreadableTargetException) {
            return Problem.of(400, "the path or query cannot be decoded");
        }
        if (cause instanceof UnclearEndException) {
            return Problem.of(
                    400,
                    "where the body ends is not clear: a request has one Content-Length, or Transfer-Encoding: chunked and nothing else");
        }
        return cause instanceof TooLongHttpHeaderException
                ? Problem.of(431, "the headers are too long")
                : Problem.of(400, "this is not HTTP/1.1");
    }
}
