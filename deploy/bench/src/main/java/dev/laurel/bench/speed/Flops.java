package dev.laurel.bench.speed;

import java.util.List;

import dev.laurel.reward.checkpoint.Backbone;

/**
 * Floating-point operations of a network's matrix products, counted as is usual for model FLOPs utilisation (Chowdhery et al. 2022, PaLM,
 * appendix B): two for each weight and token, and causal attention over half of the sequence. Look-ups, norms and activations count nothing.
 */
record Flops(Backbone backbone) {

    /** A training step costs so many forward passes: its own, and twice that for the gradients. */
    static final int TRAINING = 3;

    /** A forward pass over sequences of these lengths in which every layer computes every token. */
    double model(List<Integer> lengths) {
        return lengths.stream()
                .mapToDouble(length -> backbone.layers() * layer(length))
                .sum();
    }

    /**
     * A forward pass as Laurel computes it: the last layer has keys and values of all tokens, and everything else of the last token only, at
     * which the reward is read.
     */
    double computed(List<Integer> lengths) {
        return lengths.stream()
                .mapToDouble(length -> (backbone.layers() - 1) * layer(length) + lastLayer(length))
                .sum();
    }

    private double layer(double length) {
        return 2 * length * (keyValueWeights() + otherWeights()) + 2 * length * length * queries();
    }

    private double lastLayer(double length) {
        return 2 * length * keyValueWeights() + 2 * otherWeights() + 4 * length * queries();
    }

    private double keyValueWeights() {
        return 2.0 * backbone.hidden() * backbone.keyValueHeads() * backbone.headDim();
    }

    /** Projections to queries and from the heads, and the feed-forward layer. */
    private double otherWeights() {
        return 2 * backbone.hidden() * queries() + 3.0 * backbone.hidden() * backbone.feedForward();
    }

    private double queries() {
        return (double) backbone.heads() * backbone.headDim();
    }
}
