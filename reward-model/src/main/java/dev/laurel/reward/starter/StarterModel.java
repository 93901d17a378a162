package dev.laurel.reward.starter;

import java.nio.file.Path;

/** placeholder of the signature */
public final class StarterModel {

    private StarterModel() {}

    /** Writes the starter model into a new or empty directory; the same seed gives the same bytes on every machine. */
    public static void write(Path dir, long seed) {
        throw new UnsupportedOperationException();
    }
}
