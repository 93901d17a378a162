package dev.laurel.bench.speed;

import java.util.ArrayList;
import java.util.List;

import dev.laurel.bench.kit.Spread;

/**
 * How fast the network is, beside a matrix product of the same run.
 *
 * @param sequences of a forward pass; a training step, AdamW included, has half as many pairs
 * @param length tokens of each
 * @param ceilingSize rows and columns of the matrices
 * @param ceilingGflops speed of their product
 */
public record Speed(int sequences, int length, int ceilingSize, Spread ceilingGflops, Rate forward, Rate training) {

    /**
     * @param modelShare speed in model FLOPs, as if every layer computed every token, as a share of the matrix product's
     * @param computedShare the same in the operations that the network computes, since it leaves out of its last layer what no reward needs
     */
    public record Rate(Spread tokensPerSecond, Spread modelShare, Spread computedShare) {

        /**
         * @param seconds of each round
         * @param ceilings operations a second of the matrix product before and after each round's work, on average
         */
        static Rate of(List<Double> seconds, List<Double> ceilings, long tokens, double model, double computed) {
            List<Double> speeds = new ArrayList<>();
            List<Double> modelShares = new ArrayList<>();
            List<Double> computedShares = new ArrayList<>();
            for (int round = 0; round < seconds.size(); round++) {
                speeds.add(tokens / seconds.get(round));
                modelShares.add(model / seconds.get(round) / ceilings.get(round));
                computedShares.add(computed / seconds.get(round) / ceilings.get(round));
            }
            return new Rate(Spread.of(speeds), Spread.of(modelShares), Spread.of(computedShares));
        }
    }
}
