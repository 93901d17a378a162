package dev.laurel.service.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;

import dev.laurel.service.http.Refusal.Reason;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** A request's body, read to its end on the event loop before anybody handles the request. */
final class Body {

    private static final String KEY = Body.class.getName();

    private final RoutingContext context;
    private final BodyMemory.Room room;
    private final LongFunction<Optional<Refusal>> tooLarge;
    private final Buffer bytes = Buffer.buffer();

    private boolean refused;

    Body(RoutingContext context, BodyMemory.Room room, LongFunction<Optional<Refusal>> tooLarge) {
        this.context = context;
        this.room = room;
        this.tooLarge = tooLarge;
    }

    /** The body of a request that has come through the door; once. */
    static InputStream of(RoutingContext context) {
        Buffer read = context.remove(KEY);
        return new ByteArrayInputStream(read.getBytes());
    }

    /** Reads it; then one of both is called, on the thread and in the context of the caller, or none if the client goes. */
    void read(Runnable whole, Consumer<Refusal> refusal) {
        Context caller = Vertx.currentContext();
        context.addHeadersEndHandler(answering -> room.release());
        context.addEndHandler(ended -> room.release());
        context.request()
                .exceptionHandler(gone -> room.release())
                .endHandler(end -> {
                    if (!refused) {
                        context.put(KEY, bytes);
                        in(caller, whole);
                    }
                })
                .handler(chunk -> {
                    if (!refused) {
                        add(chunk).ifPresent(why -> {
                            refused = true;
                            room.release();
                            in(caller, () -> refusal.accept(why));
                        });
                    }
                })
                .resume();
    }

    private Optional<Refusal> add(Buffer chunk) {
        long length = (long) bytes.length() + chunk.length();
        Optional<Refusal> refusal = tooLarge.apply(length);
        if (refusal.isEmpty() && !room.take(length)) {
            refusal = Optional.of(new Refusal(
                    Reason.BODY_MEMORY,
                    "all requests together hold the " + room.most() + " bytes of bodies that they may; try again"));
        }
        if (refusal.isEmpty()) {
            bytes.appendBuffer(chunk);
        }
        return refusal;
    }

    /** Vert.x calls back in the request's context, which is not the caller's where requests are pipelined. */
    static void in(Context caller, Runnable work) {
        if (Vertx.currentContext() == caller) {
            work.run();
        } else {
            caller.runOnContext(now -> work.run());
        }
    }
}
