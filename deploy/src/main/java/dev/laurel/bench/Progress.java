package dev.laurel.bench;

/** Hears of every measurement before it begins. */
@FunctionalInterface
public interface Progress {
    void next(String measurement);
}
