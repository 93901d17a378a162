package dev.laurel.service.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import dev.laurel.service.http.Refusal.Reason;
import dev.laurel.service.problem.Problem;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.VertxHandler;

/**
 * One caller's connection, next to the wire: silent for a while at most, each request sent within its time. All methods run
 * on the connection's event loop, unless they say otherwise.
 */
final class Connection extends ChannelInboundHandlerAdapter {

    /** Requests that a caller may send before the answers to those before; Vert.x goes through all of them for each that comes. */
    private static final int MOST_AHEAD = 100;

    /** How long the rest of a refused request is read and thrown away, so that the caller gets to see the answer. */
    private static final Duration DISCARDING = Duration.ofSeconds(5);

    /** Name of the decoder, by which Vert.x finds it. */
    private static final String DECODER = "httpDecoder";

    private static final AttributeKey<Connection> KEY = AttributeKey.valueOf(Connection.class, "connection");

    private final Connections connections;

    private ChannelHandlerContext wire;
    private State state = State.SILENT;
    private ScheduledFuture<?> deadline;
    private int answering;
    private int ahead;
    private boolean held;
    private boolean explained;
    private Runnable whenTaken;
    private Runnable whenClosed = () -> {};

    private enum State {
        /** Nothing of a next request has come. */
        SILENT,
        /** Some of a request has come. */
        SENDING,
        /** The whole request has come. */
        ANSWERED,
        /** The request was refused, and its rest is thrown away. */
        DISCARDED
    }

    Connection(Connections connections) {
        this.connections = connections;
    }

    /** The connection of a request; empty for one that does not come over a wire of ours. */
    static Optional<Connection> of(HttpServerConnection connection) {
        Channel channel = connection.channel();
        return Optional.ofNullable(channel.attr(KEY).get());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        wire = context;
        context.channel().attr(KEY).set(this);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        enter(State.SILENT, connections.config().idleTimeout());
        connections.opened(this);
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        deadline.cancel(false);
        connections.closed(this);
        whenClosed.run();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (state == State.SILENT) {
            enter(State.SENDING, connections.config().readTimeout());
            if (!explained) {
                explained = true;
                explainWhatIsMalformed();
            }
        }
        context.fireChannelRead(message);
        ChannelConfig config = context.channel().config();
        if (!context.channel().isWritable() && config.isAutoRead()) { // who takes no answers is read no further
            config.setAutoRead(false);
            held = true;
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            readOn();
        }
        context.fireChannelWritabilityChanged();
    }

    private void readOn() {
        if (held) {
            held = false;
            wire.channel().config().setAutoRead(true);
        }
        if (whenTaken != null) {
            Runnable next = whenTaken;
            whenTaken = null;
            next.run();
        }
    }

    /** The beginning of a request has come; false if it is one too many, and the connection ends. */
    boolean begins() {
        ahead++;
        if (ahead > MOST_AHEAD) {
            refuse(Reason.SENT_AHEAD);
            return false;
        }
        return true;
    }

    /** It is the turn of the next request. */
    void turns() {
        ahead--;
    }

    /** The whole request has come. */
    void received() {
        answering++;
        state = State.ANSWERED;
        deadline.cancel(false);
        connections.isAnswered(this);
    }

    /** Runs {@code last} if the connection ends during the present request. Vert.x does not tell of each that had to wait for another's answer. */
    void whenClosed(Runnable last) {
        whenClosed = last;
    }

    /** Runs {@code next} as soon as the caller has taken the answers to the requests before. */
    void whenTaken(Runnable next) {
        if (wire.channel().isWritable()) {
            next.run();
        } else {
            whenTaken = next;
        }
    }

    /** The request is refused, and its answer written. */
    void discards() {
        enter(State.DISCARDED, DISCARDING);
    }

    /** A request that had come wholly is answered; from any thread. */
    void answered() {
        wire.executor().execute(() -> {
            answering--;
            silent();
        });
    }

    /** All of a refused request has come. */
    void discarded() {
        silent();
    }

    private void silent() {
        if (answering == 0 && wire.channel().isActive()) {
            enter(State.SILENT, connections.config().idleTimeout());
            connections.waits(this);
        }
    }

    /** Ends because there are too many; from any thread. */
    void makeRoom() {
        wire.executor().execute(() -> refuse(Reason.TOO_MANY_CONNECTIONS));
    }

    private void enter(State next, Duration within) {
        state = next;
        if (deadline != null) {
            deadline.cancel(false);
        }
        deadline = wire.executor().schedule(this::passed, within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void passed() {
        if (state == State.SENDING) {
            endsWith(new Refusal(
                    Reason.READ_TIMEOUT,
                    "the request was not sent within "
                            + connections.config().readTimeout().toMillis() + " ms"));
        } else {
            wire.close();
        }
    }

    /** The body of the request is no HTTP from here on. */
    void malformed() {
        if (state == State.SENDING && answering == 0) {
            endsWith(new Refusal(Reason.MALFORMED, "the body is not in chunks as HTTP/1.1 has them"));
        } else {
            refuse(Reason.MALFORMED);
        }
    }

    private void endsWith(Refusal refusal) {
        connections.refused(refusal.reason());
        wire.writeAndFlush(Unpooled.copiedBuffer(raw(refusal.problem()), StandardCharsets.UTF_8))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private void refuse(Reason reason) {
        connections.refused(reason);
        wire.close();
    }

    /** The server's own answer to what is no HTTP has no body. */
    private void explainWhatIsMalformed() {
        ChannelHandlerContext http = wire.pipeline().context(VertxHandler.class);
        if (http != null
                && http.handler() instanceof VertxHandler<?> handler
                && handler.getConnection() instanceof HttpServerConnection connection) {
            connection.invalidRequestHandler(new Malformed(connections));
            wire.pipeline().addBefore(http.name(), null, new Requests(this));
            wire.pipeline().replace(VertxHttpRequestDecoder.class, DECODER, new Framing.Decoder(connections.server()));
        }
    }

    private static String raw(Problem problem) {
        String body = problem.json();
        return "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                .formatted(
                        problem.status(),
                        problem.title(),
                        Problem.MEDIA_TYPE,
                        body.getBytes(StandardCharsets.UTF_8).length,
                        body);
    }
}
