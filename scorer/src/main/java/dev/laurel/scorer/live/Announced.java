package dev.laurel.scorer.live;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;

import dev.laurel.reward.checkpoint.RewardScale;

/**
 * A model version as {@code reward.models.v1} announced it.
 *
 * @param uri the checkpoint directory
 * @param weightDigest SHA-256 that the weights must have
 * @param scale maps its raw rewards onto the line's reference scale
 */
public record Announced(String line, int version, String uri, String weightDigest, RewardScale scale) {

    /** The checkpoint directory as a path; throws IllegalArgumentException if the URI is not that of a file. */
    Path directory() {
        try {
            return Path.of(URI.create(uri));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new IllegalArgumentException("uri is not that of a directory: \"" + uri + "\"", e);
        }
    }
}
