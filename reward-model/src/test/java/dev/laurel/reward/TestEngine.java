package dev.laurel.reward;

import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineOptions;

/** Engines for tests: the CPU with two threads, as the JVM allows one number only. */
public final class TestEngine {

    public static final int THREADS = 2;

    private TestEngine() {}

    public static Engine start(Dtype dtype) {
        return Engine.start(new EngineOptions("cpu", THREADS, dtype));
    }
}
