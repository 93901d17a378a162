package dev.laurel.trainer.lineage;

import java.util.List;

/**
 * A version, its parent, and so on.
 *
 * @param versions the version itself first, the oldest last; it ends early where one is no longer in the store
 * @param base name and weight digest of the model the line began with
 */
public record Ancestry(String line, List<Ancestor> versions, String base, String baseDigest) {

    public Ancestry {
        versions = List.copyOf(versions);
    }
}
