package dev.laurel.scorer.rest.call;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;

/** Futures of answers as the HTTP server takes them. */
public final class Answers {

    private Answers() {}

    /** The response, or what its failure says to this client. The future is cancelled when the client goes. */
    public static Uni<Response> of(CompletableFuture<Response> answer, Function<Throwable, Response> refusal) {
        return Uni.createFrom().emitter(emitter -> {
            emitter.onTermination(() -> answer.cancel(false));
            answer.whenComplete(
                    (response, failure) -> emitter.complete(failure == null ? response : refusal.apply(failure)));
        });
    }

    /** As {@link #of(CompletableFuture, Function)}, failures in RFC 9457's form. */
    public static Uni<Response> of(CompletableFuture<Response> answer) {
        return of(answer, failure -> Refusals.of(failure).getResponse());
    }
}
