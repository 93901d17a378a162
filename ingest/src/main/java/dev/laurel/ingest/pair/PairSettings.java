package dev.laurel.ingest.pair;

import dev.laurel.gates.Gates;

/**
 * What a deployment decides about pairs.
 *
 * @param anonymousThumbs whether opposite thumbs of a prompt make a pair though nobody knows whether one person gave both
 * @param gates what is held back, and what is replaced
 */
public record PairSettings(boolean anonymousThumbs, Gates gates) {

    public static final PairSettings DEFAULT = new PairSettings(false, Gates.NONE);
}
