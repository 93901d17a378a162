package dev.laurel.trainer.train;

import java.util.function.Supplier;

/** Adds up how long some kind of work takes. For one thread. */
final class Stopwatch {

    private static final double NANOS = 1e9;

    private long nanos;
    private long resumedAt;

    void resume() {
        resumedAt = System.nanoTime();
    }

    void pause() {
        nanos += System.nanoTime() - resumedAt;
    }

    <T> T time(Supplier<T> work) {
        resume();
        T result = work.get();
        pause();
        return result;
    }

    /** Between {@link #resume} and {@link #pause}, all together. */
    double seconds() {
        return nanos / NANOS;
    }
}
