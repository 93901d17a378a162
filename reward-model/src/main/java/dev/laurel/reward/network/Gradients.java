package dev.laurel.reward.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * What a backward pass gives, in native memory.
 *
 * @param rewards (2P,) chosen sides first
 * @param loss its share of the batch's loss
 * @param weights one gradient per weight, in their order; summed over the parts of a batch
 */
public record Gradients(NDArray rewards, NDArray loss, NDList weights) {}
