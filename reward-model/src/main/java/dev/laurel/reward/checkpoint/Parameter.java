package dev.laurel.reward.checkpoint;

import java.util.List;

/**
 * A weight of the network.
 *
 * @param name its name in a Hugging Face checkpoint
 * @param shape sizes of its dimensions, outermost first
 */
public record Parameter(String name, List<Long> shape) {

    /** Whether it is a bias or the weight of a norm, which OpenRLHF exempts from weight decay; both are the vectors of the network. */
    public boolean biasOrNorm() {
        return shape.size() == 1;
    }

    /** How many numbers it holds. */
    public long size() {
        return shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
    }
}
