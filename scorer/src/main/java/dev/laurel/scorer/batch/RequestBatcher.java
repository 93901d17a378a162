package dev.laurel.scorer.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.laurel.reward.text.TokenSequence;
import dev.laurel.scorer.live.Judge;
import dev.laurel.scorer.live.Judgement;
import dev.laurel.scorer.watch.HttpMetrics;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches across requests: what waits is scored together, up to the tokens of one forward pass and by one version, on one thread. While a batch is
 * scored the next one gathers; only what finds nobody waiting is held back for a moment, so that others can join it.
 *
 * <p>Requests take turns, a piece each, so that a small one does not wait for all of a large one. The engine takes turns between these batches and the
 * stream's. What waits is bounded in tokens. Safe for many threads.
 */
public final class RequestBatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RequestBatcher.class);

    private final long gatherNanos;
    private final long maxQueuedTokens;
    private final HttpMetrics metrics;
    private final Thread thread = new Thread(this::run, "request-batcher");

    private final Set<Submission> queue = new LinkedHashSet<>(); // all of them waiting; guarded by this
    private long queuedTokens; // guarded by this
    private double tokensPerSecond; // of the last batch; guarded by this
    private boolean closed; // guarded by this

    /** A text and the version that is to judge it. */
    public record Piece(Judge judge, TokenSequence sequence) {

        int length() {
            return sequence.length();
        }
    }

    /** A piece in a batch. */
    private record Taken(Submission submission, int place, Piece piece) {}

    /**
     * A batcher that runs until it is closed.
     *
     * @param gatherAtMost how long the first piece waits for others
     * @param maxQueuedTokens most tokens that wait; a request of more is taken when none do
     */
    public RequestBatcher(Duration gatherAtMost, long maxQueuedTokens, HttpMetrics metrics) {
        this.gatherNanos = gatherAtMost.toNanos();
        this.maxQueuedTokens = maxQueuedTokens;
        this.metrics = metrics;
        metrics.queuedTokens(this::queuedTokens);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Queues the pieces of a request.
     *
     * @param whenLeft run once the batcher has no more use for the pieces' versions, whatever became of them; on any thread
     * @return judgements in the order of the pieces. Fails with {@link QueueFullException} if too much is waiting, with CancellationException if the
     *     batcher is closed, and with what the engine threw. Whoever completes or cancels it takes the pieces that still wait out of the queue.
     */
    public CompletableFuture<List<Judgement>> submit(List<Piece> pieces, Runnable whenLeft) {
        Submission submission = new Submission(pieces, whenLeft);
        CompletableFuture<List<Judgement>> result = submission.result();
        if (pieces.isEmpty()) {
            result.complete(List.of());
        } else {
            enqueue(submission);
        }
        result.whenComplete((judgements, error) -> withdraw(submission));
        return result;
    }

    /** Throws {@link QueueFullException} if no further token may wait; a cheap answer before a request is read. */
    public synchronized void requireRoom() {
        if (queuedTokens >= maxQueuedTokens) {
            throw full(0);
        }
    }

    private void enqueue(Submission submission) {
        long tokens = submission.waitingTokens();
        RuntimeException refusal;
        synchronized (this) {
            if (closed) {
                refusal = new CancellationException("the scorer ends");
            } else if (queuedTokens > 0 && queuedTokens + tokens > maxQueuedTokens) {
                refusal = full(tokens);
            } else {
                queue.add(submission);
                queuedTokens += tokens;
                notifyAll();
                return;
            }
        }
        submission.result().completeExceptionally(refusal);
    }

    private QueueFullException full(long tokens) {
        long seconds = tokensPerSecond > 0 ? (long) Math.ceil(queuedTokens / tokensPerSecond) : 1;
        return new QueueFullException(
                queuedTokens + " tokens wait to be scored, which with " + tokens + " more are above " + maxQueuedTokens,
                Duration.ofSeconds(Math.max(1, seconds)));
    }

    private synchronized long queuedTokens() {
        return queuedTokens;
    }

    private void withdraw(Submission submission) {
        boolean leaves;
        synchronized (this) {
            drop(submission);
            leaves = submission.leaves();
        }
        if (leaves) {
            submission.leave();
        }
    }

    private void run() {
        for (List<Taken> batch = next(); !batch.isEmpty(); batch = next()) {
            score(batch);
        }
    }

    /** The next batch; empty if there is none to come. */
    private synchronized List<Taken> next() {
        try {
            while (true) {
                while (queue.isEmpty() && !closed) {
                    wait();
                }
                gather();
                List<Taken> batch = take();
                if (!batch.isEmpty() || closed) {
                    return batch;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** Waits until a batch is full, or its first piece has waited long enough. */
    private void gather() throws InterruptedException {
        while (!closed && !queue.isEmpty()) {
            Submission longest = queue.iterator().next();
            long left = longest.since() + gatherNanos - System.nanoTime();
            if (left <= 0 || queuedTokens >= longest.first().judge().tokenBudget()) {
                return;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** A piece of each request in turn, as long as they are for one version and its token budget lasts. What is for another keeps its place. */
    private List<Taken> take() {
        List<Taken> batch = new ArrayList<>();
        long tokens = 0;
        int before;
        do {
            before = batch.size();
            tokens += takeTurns(batch, tokens);
        } while (batch.size() > before);
        queuedTokens -= tokens;
        return batch;
    }

    /** One piece of each request, in the order in which they wait; the tokens taken. */
    private long takeTurns(List<Taken> batch, long tokensBefore) {
        long tokens = 0;
        for (Submission submission : List.copyOf(queue)) {
            if (submission.result().isDone()) {
                drop(submission);
                continue;
            }
            Piece piece = submission.first();
            boolean first = batch.isEmpty();
            if (!first && piece.judge() != batch.get(0).piece().judge()) {
                continue;
            }
            if (!first && tokensBefore + tokens + piece.length() > piece.judge().tokenBudget()) {
                break;
            }
            batch.add(new Taken(submission, submission.take(), piece));
            tokens += piece.length();
            queue.remove(submission);
            if (submission.isWaiting()) {
                queue.add(submission); // behind the others
            }
        }
        return tokens;
    }

    private void drop(Submission submission) {
        if (submission.isWaiting() && queue.remove(submission)) {
            queuedTokens -= submission.waitingTokens();
        }
        submission.withdraw();
    }

    private void score(List<Taken> batch) {
        long started = System.nanoTime();
        batch.forEach(taken ->
                metrics.waited(Duration.ofNanos(started - taken.submission().since())));
        try {
            List<TokenSequence> sequences =
                    batch.stream().map(taken -> taken.piece().sequence()).toList();
            List<Judgement> judgements = batch.get(0).piece().judge().judgeSequences(sequences);
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            long tokens = sequences.stream().mapToLong(TokenSequence::length).sum();
            metrics.batch(batch.size(), tokens, took);
            synchronized (this) {
                tokensPerSecond = 1e9 * tokens / Math.max(1, took.toNanos());
            }
            for (int i = 0; i < batch.size(); i++) {
                put(batch.get(i), judgements.get(i));
            }
        } catch (RuntimeException | Error e) {
            LOG.error("batch of requests failed responses={}", batch.size(), e);
            batch.forEach(taken -> fail(taken, e));
        }
    }

    private void put(Taken taken, Judgement judgement) {
        Submission submission = taken.submission();
        boolean complete;
        boolean leaves;
        synchronized (this) {
            submission.put(taken.place(), judgement);
            complete = submission.isComplete();
            leaves = submission.leaves();
        }
        if (leaves) {
            submission.leave();
        }
        if (complete) {
            submission.result().complete(submission.judgements());
        }
    }

    private void fail(Taken taken, Throwable error) {
        Submission submission = taken.submission();
        boolean leaves;
        synchronized (this) {
            submission.fail();
            leaves = submission.leaves();
        }
        if (leaves) {
            submission.leave();
        }
        submission.result().completeExceptionally(error);
    }

    /** Ends after the batch in progress; what waits is cancelled. */
    @Override
    public void close() {
        List<Submission> waiting;
        synchronized (this) {
            closed = true;
            waiting = List.copyOf(queue);
            notifyAll();
        }
        waiting.forEach(
                submission -> submission.result().completeExceptionally(new CancellationException("the scorer ends")));
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
