package dev.laurel.bench.kit;

/** Hears of every measurement before it begins. */
@FunctionalInterface
public interface Progress {

    void next(String measurement);

    /**
     * Told before a measurement, once the machine's speed is known.
     *
     * @param done seconds that what is done was expected to take
     * @param all seconds that everything is expected to take
     */
    default void expect(double done, double all) {}
}
