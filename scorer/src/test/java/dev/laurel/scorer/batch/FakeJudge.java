package dev.laurel.scorer.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Semaphore;

import dev.laurel.reward.text.TokenSequence;
import dev.laurel.scorer.live.Judge;
import dev.laurel.scorer.live.Judgement;
import dev.laurel.scorer.live.Judgement.Reward;

/** Judges a sequence by its first id, when it is let; remembers what it was asked. */
public final class FakeJudge implements Judge {

    private final int tokenBudget;
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore let = new Semaphore(0);
    private final List<List<Integer>> batches = new ArrayList<>();
    private volatile boolean broken;

    public FakeJudge(int tokenBudget) {
        this.tokenBudget = tokenBudget;
    }

    /** A sequence that is known by its first id. */
    public static TokenSequence sequence(int id, int length) {
        int[] ids = new int[length];
        ids[0] = id;
        return new TokenSequence(ids, false);
    }

    /** Lets so many batches be judged. */
    public FakeJudge let(int count) {
        let.release(count);
        return this;
    }

    /** Waits until a batch has come that was not waited for. */
    public void awaitBatch() throws InterruptedException {
        begun.acquire();
    }

    /** From now on the engine fails. */
    public void breakDown() {
        broken = true;
    }

    /** First ids of the sequences of each batch so far. */
    public synchronized List<List<Integer>> batches() {
        return List.copyOf(batches);
    }

    @Override
    public List<Judgement> judgeSequences(List<TokenSequence> sequences) {
        synchronized (this) {
            batches.add(sequences.stream().map(sequence -> sequence.ids()[0]).toList());
        }
        begun.release();
        let.acquireUninterruptibly();
        if (broken) {
            throw new IllegalStateException("engine broken");
        }
        return sequences.stream().map(FakeJudge::reward).toList();
    }

    /** What a sequence is judged. */
    public static Judgement reward(TokenSequence sequence) {
        return reward(sequence.ids()[0], sequence.length());
    }

    public static Judgement reward(int id, int length) {
        return new Reward("rich", 1, "cafe", id, id, OptionalDouble.empty(), length, false, false);
    }

    @Override
    public int tokenBudget() {
        return tokenBudget;
    }
}
