package dev.laurel.reward.engine;

/** placeholder of the signature */
public final class Engine implements AutoCloseable {

    private Engine() {}

    /** Starts the native engine, once per JVM; further starts share it and must name the same number of threads. */
    public static Engine start(EngineOptions options) {
        throw new UnsupportedOperationException(options.toString());
    }

    public EngineOptions options() {
        throw new UnsupportedOperationException();
    }

    public EngineDescription describe() {
        throw new UnsupportedOperationException();
    }

    /** Waits for native work in flight, then refuses more. */
    @Override
    public void close() {}
}
