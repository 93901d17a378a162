package dev.laurel.bench.soak;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import dev.laurel.reward.text.TokenSequence;

/** Threads' work: takes random sequences, scores them, and compares every reward with what its version is known to give. */
final class Scorers {

    /** Largest difference that is put down to the other sequences of a batch. */
    static final double TOLERANCE = 1e-5;

    private static final int LARGEST_BATCH = 16;

    private final LiveModel live;
    private final List<TokenSequence> sequences;
    private final Semaphore due = new Semaphore(0);
    private final AtomicInteger unclaimed;
    private final AtomicInteger scored = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();
    private double largestDifference;

    /** @param scores responses to score in all */
    Scorers(LiveModel live, List<TokenSequence> sequences, int scores) {
        this.live = live;
        this.sequences = sequences;
        this.unclaimed = new AtomicInteger(scores);
    }

    /** Lets so many more responses be scored. */
    void allow(int scores) {
        due.release(scores);
    }

    /** Scores until all responses are claimed. */
    void work(long seed) throws InterruptedException {
        Random random = new Random(seed);
        while (true) {
            int wanted = 1 + random.nextInt(LARGEST_BATCH);
            int claimed = Math.min(wanted, unclaimed.getAndUpdate(left -> Math.max(0, left - wanted)));
            if (claimed == 0) {
                return;
            }
            due.acquire(claimed);
            score(random, claimed);
        }
    }

    private void score(Random random, int count) {
        List<Integer> chosen = random.ints(count, 0, sequences.size()).boxed().collect(Collectors.toList());
        LiveModel.Scored result = live.score(chosen.stream().map(sequences::get).toList());
        for (int i = 0; i < count; i++) {
            compare(result.rewards()[i], result.version().rewards()[chosen.get(i)]);
        }
        scored.addAndGet(count);
    }

    private void compare(double reward, double expected) {
        double difference = Math.abs(reward - expected);
        if (!(difference <= TOLERANCE)) {
            wrong.incrementAndGet();
        }
        synchronized (this) {
            largestDifference = Math.max(largestDifference, difference);
        }
    }

    int scored() {
        return scored.get();
    }

    int wrong() {
        return wrong.get();
    }

    synchronized double largestDifference() {
        return largestDifference;
    }
}
