package dev.laurel.trainer.train;

import java.util.List;
import java.util.function.UnaryOperator;

import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.train.StepReport;

/**
 * The speed of a run's steps, and how long those will take that are left: their tokens at that speed. Nothing before the first step counts, and the first only until
 * there is a second, since engines warm up in it. For one thread.
 */
final class Pace {

    private static final double NANOS = 1e9;

    private final long[] left; // tokens after each step
    private long startedAt;
    private long tokens;
    private int steps;

    /** @param batches the pairs of every step of the run, those of earlier processes too */
    Pace(List<List<Integer>> batches, List<EncodedPair> pairs) {
        left = new long[batches.size() + 1];
        for (int i = batches.size() - 1; i >= 0; i--) {
            left[i] = left[i + 1]
                    + batches.get(i).stream()
                            .mapToLong(pair -> pairs.get(pair).tokens())
                            .sum();
        }
    }

    /** The next thing is a step. */
    void begin(long now) {
        startedAt = now;
    }

    UnaryOperator<Progress> after(StepReport report, long now) {
        tokens += report.tokens();
        steps++;
        double speed = tokens / Math.max(1e-9, (now - startedAt) / NANOS);
        double seconds = left[(int) Math.min(report.step(), left.length - 1L)] / speed;
        if (steps == 1) {
            startedAt = now;
            tokens = 0;
        }
        return p -> p.step(report, speed, seconds);
    }
}
