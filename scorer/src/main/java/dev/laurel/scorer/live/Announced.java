package dev.laurel.scorer.live;

import java.util.Map;

import dev.laurel.reward.checkpoint.RewardScale;

/**
 * A model version as {@code reward.models.v1} announced it.
 *
 * @param uri the checkpoint directory, of a file system or an object store
 * @param weightDigest SHA-256 that the weights must have
 * @param scale maps its raw rewards onto the line's reference scale
 * @param files SHA-256 that each file of the model must have, by name; empty where an earlier release announced it
 */
public record Announced(
        String line, int version, String uri, String weightDigest, RewardScale scale, Map<String, String> files) {

    public Announced {
        files = Map.copyOf(files);
    }
}
