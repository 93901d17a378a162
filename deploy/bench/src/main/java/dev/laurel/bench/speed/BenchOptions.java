package dev.laurel.bench.speed;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What is measured, and how long.
 *
 * @param rounds of the speed measurements; their median counts
 * @param sequences of one forward pass; a training step has half as many pairs
 * @param length tokens of each of them
 * @param ceiling rows and columns of the matrix product
 * @param pairs a file of real pairs whose lengths are batched, in any form that {@code laurel import} reads; otherwise a formula's
 * @param mixPairs how many pairs are batched
 * @param mixRounds how often all of them are
 * @param cut longest sequence of them in tokens
 */
public record BenchOptions(
        Set<Part> parts,
        int rounds,
        int sequences,
        int length,
        int ceiling,
        Optional<Path> pairs,
        int mixPairs,
        int mixRounds,
        int cut) {

    /** What can be measured. */
    public enum Part {
        /** Peak memory of a forward pass and of a training step. */
        MEMORY,
        /** Tokens a second, and their share of the matrix product's speed. */
        SPEED,
        /** bfloat16 against float32. */
        PRECISION,
        /** Packed against padded batches. */
        PACKING
    }

    public BenchOptions {
        parts = Set.copyOf(parts);
        positive("rounds", rounds);
        positive("length", length);
        positive("ceiling", ceiling);
        positive("mix pairs", mixPairs);
        positive("mix rounds", mixRounds);
        if (sequences < 2 || sequences % 2 != 0) {
            throw new IllegalArgumentException("sequences are not an even number above 0: " + sequences);
        }
        if (cut < 2) {
            throw new IllegalArgumentException("cut below 2: " + cut);
        }
    }

    private static void positive(String name, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " below 1: " + number);
        }
    }
}
