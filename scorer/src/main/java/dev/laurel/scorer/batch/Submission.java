package dev.laurel.scorer.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.laurel.scorer.batch.RequestBatcher.Piece;
import dev.laurel.scorer.live.Judgement;

/** The pieces of one request on their way through {@link RequestBatcher}: first they wait, then they are in a batch. Guarded by the batcher. */
final class Submission {

    private final List<Piece> pieces;
    private final Judgement[] judgements;
    private final Runnable whenLeft;
    private final long since = System.nanoTime();
    private final CompletableFuture<List<Judgement>> result = new CompletableFuture<>();
    private int taken;
    private int judged;
    private boolean withdrawn;
    private boolean left;

    /** @param whenLeft run once, when no piece waits any more and none is in a batch */
    Submission(List<Piece> pieces, Runnable whenLeft) {
        this.pieces = List.copyOf(pieces);
        this.judgements = new Judgement[pieces.size()];
        this.whenLeft = whenLeft;
    }

    /** When it came, on the clock of {@link System#nanoTime}. */
    long since() {
        return since;
    }

    CompletableFuture<List<Judgement>> result() {
        return result;
    }

    boolean isWaiting() {
        return !withdrawn && taken < pieces.size();
    }

    /** Tokens of the pieces that wait. */
    long waitingTokens() {
        return withdrawn
                ? 0
                : pieces.subList(taken, pieces.size()).stream()
                        .mapToLong(Piece::length)
                        .sum();
    }

    /** The piece that waits longest. */
    Piece first() {
        return pieces.get(taken);
    }

    /** Takes that piece into a batch; its place among the pieces. */
    int take() {
        return taken++;
    }

    void put(int place, Judgement judgement) {
        judgements[place] = judgement;
        judged++;
    }

    /** The place is in no batch any more and has no judgement. */
    void fail() {
        judged++;
    }

    boolean isComplete() {
        return !withdrawn
                && judged == pieces.size()
                && !Arrays.asList(judgements).contains(null);
    }

    List<Judgement> judgements() {
        return new ArrayList<>(Arrays.asList(judgements));
    }

    /** Lets no more pieces be taken. */
    void withdraw() {
        withdrawn = true;
    }

    /** Whether nobody needs its models any more; true once only. */
    boolean leaves() {
        boolean leaves = !left && judged == taken && !isWaiting();
        left |= leaves;
        return leaves;
    }

    void leave() {
        whenLeft.run();
    }
}
