package dev.laurel.bench.soak;

/**
 * How long the soak is.
 *
 * @param steps of training
 * @param scores responses scored in all, at the pace of the steps
 * @param threads that score
 * @param replacements of the model that they score with, spread over the steps
 */
public record SoakOptions(int steps, int scores, int threads, int replacements) {

    public SoakOptions {
        if (steps < 1 || scores < 0 || threads < 1 || replacements < 0) {
            throw new IllegalArgumentException("steps or threads below 1, or scores or replacements below 0: " + steps
                    + ", " + threads + ", " + scores + ", " + replacements);
        }
    }
}
