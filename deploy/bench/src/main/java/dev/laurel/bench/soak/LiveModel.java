package dev.laurel.bench.soak;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import dev.laurel.reward.RewardModel;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.text.TokenSequence;

/** The model that is scored with, replaced while others score. Safe for many threads. */
final class LiveModel implements AutoCloseable {

    private final Engine engine;
    private final AtomicReference<Loaded> live;
    private final AtomicLong retried = new AtomicLong();

    private record Loaded(Version version, RewardModel model) {}

    /** Rewards and the version that gave them. */
    record Scored(Version version, float[] rewards) {}

    LiveModel(Version first, Engine engine) {
        this.engine = engine;
        this.live = new AtomicReference<>(load(first));
    }

    private Loaded load(Version version) {
        return new Loaded(version, RewardModel.load(version.dir(), engine));
    }

    /** Loads a version, scores with it from then on, and closes the one before once nobody scores with that any more. */
    void replace(Version next) {
        live.getAndSet(load(next)).model().close();
    }

    Scored score(List<TokenSequence> sequences) {
        while (true) {
            Loaded loaded = live.get();
            try {
                return new Scored(loaded.version(), loaded.model().score(sequences));
            } catch (IllegalStateException e) {
                if (live.get() == loaded) {
                    throw e; // not closed because it was replaced
                }
                retried.incrementAndGet();
            }
        }
    }

    /** How often a thread met a model that had been closed under its hands, and took the next. */
    long retried() {
        return retried.get();
    }

    @Override
    public void close() {
        live.get().model().close();
    }
}
