package dev.laurel.scorer.rest.call;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import dev.laurel.scorer.batch.QueueFullException;
import dev.laurel.scorer.batch.RequestBatcher;
import dev.laurel.scorer.batch.RequestBatcher.Piece;
import dev.laurel.scorer.live.Judgement;
import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.live.LiveModels;
import dev.laurel.scorer.watch.HttpMetrics;
import dev.laurel.service.problem.ProblemException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP request's way: read and tokenised on one of a few threads, scored in a batch with others, answered. All of it is bounded: in waiting requests,
 * in waiting tokens, and in time. Work whose deadline has passed, or whose client has gone, is not scored. Safe for many threads.
 */
public final class RequestScorer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RequestScorer.class);
    private static final Duration RETRY_READING_AFTER = Duration.ofSeconds(1);

    private final LiveModels models;
    private final RequestBatcher batcher;
    private final ThreadPoolExecutor readers;
    private final HttpMetrics metrics;

    /** Reads a request with the versions that are active; throws {@link ProblemException} where it is wrong. */
    public interface Reading<T> {
        Plan<T> plan(Lease lease);
    }

    /**
     * What is to be scored for a request, and what its judgements make of it.
     *
     * @param answer may throw {@link ProblemException}
     */
    public record Plan<T>(List<Piece> pieces, Function<List<Judgement>, T> answer) {}

    /**
     * A scorer of requests.
     *
     * @param threads that read and tokenise
     * @param maxQueuedRequests most requests that wait for one of them
     */
    public RequestScorer(
            LiveModels models, RequestBatcher batcher, int threads, int maxQueuedRequests, HttpMetrics metrics) {
        this.models = models;
        this.batcher = batcher;
        this.metrics = metrics;
        this.readers = new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(maxQueuedRequests), work -> {
                    Thread thread = new Thread(work, "request-reader");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Scores a request.
     *
     * @return the answer. Fails with {@link ProblemException} as the request deserves, with {@link QueueFullException} if too much is waiting, with
     *     TimeoutException when the deadline passes, with CancellationException when the scorer ends, and with what the engine threw. Cancel it when
     *     nobody waits for it any more.
     */
    public <T> CompletableFuture<T> score(Duration deadline, Reading<T> reading) {
        CompletableFuture<T> answer = new CompletableFuture<T>().orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS);
        answer.whenComplete((done, error) -> count(answer, error));
        try {
            batcher.requireRoom();
            readers.execute(() -> read(reading, answer));
        } catch (QueueFullException e) {
            answer.completeExceptionally(e);
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(
                    readers.isShutdown()
                            ? new CancellationException("the scorer ends")
                            : new QueueFullException(
                                    readers.getQueue().size() + " requests wait to be read", RETRY_READING_AFTER));
        }
        return answer;
    }

    private <T> void read(Reading<T> reading, CompletableFuture<T> answer) {
        if (answer.isDone()) {
            return;
        }
        Lease lease = models.lease();
        Plan<T> plan;
        try {
            plan = reading.plan(lease);
        } catch (RuntimeException | Error e) {
            lease.close();
            fail(answer, e);
            return;
        }
        CompletableFuture<List<Judgement>> judgements = batcher.submit(plan.pieces(), lease::close);
        judgements.whenComplete((judged, error) -> {
            if (error == null) {
                answer(plan, judged, answer);
            } else {
                answer.completeExceptionally(error);
            }
        });
        answer.whenComplete((done, error) -> judgements.cancel(false));
    }

    private static <T> void answer(Plan<T> plan, List<Judgement> judgements, CompletableFuture<T> answer) {
        try {
            answer.complete(plan.answer().apply(judgements));
        } catch (RuntimeException | Error e) {
            fail(answer, e);
        }
    }

    private static void fail(CompletableFuture<?> answer, Throwable error) {
        if (error instanceof ProblemException) {
            answer.completeExceptionally(error);
        } else {
            // without its message, which may quote a text
            StackTraceElement[] places = error.getStackTrace();
            LOG.error("request failed error={} at={}", error.getClass().getName(), places.length > 0 ? places[0] : "");
            answer.completeExceptionally(Refusals.failed());
        }
    }

    private void count(CompletableFuture<?> answer, Throwable error) {
        if (answer.isCancelled()) {
            metrics.cancelled();
        } else if (error instanceof TimeoutException) {
            metrics.deadlinePassed();
        } else if (error instanceof QueueFullException) {
            metrics.refused();
        }
    }

    @Override
    public void close() {
        readers.shutdown();
    }
}
