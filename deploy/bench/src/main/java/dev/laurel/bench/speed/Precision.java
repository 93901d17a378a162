package dev.laurel.bench.speed;

import dev.laurel.bench.kit.Spread;

/**
 * bfloat16 against float32 in one run.
 *
 * @param productSize rows and columns of the matrix product
 * @param product how many times as fast the matrix product is in bfloat16: what the network can at best come near to
 * @param forward how many times as fast the forward pass is in bfloat16
 * @param training the same of a training step
 */
public record Precision(
        int sequences,
        int length,
        int productSize,
        Spread product,
        Spread forward,
        Spread training,
        TokensPerSecond float32,
        TokensPerSecond bfloat16) {

    /** Of one format. */
    public record TokensPerSecond(Spread forward, Spread training) {}
}
