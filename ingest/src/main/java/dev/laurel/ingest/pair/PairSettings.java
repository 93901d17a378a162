package dev.laurel.ingest.pair;

/**
 * What a deployment decides about pairs.
 *
 * @param anonymousThumbs whether opposite thumbs of a prompt make a pair though nobody knows whether one person gave both
 */
public record PairSettings(boolean anonymousThumbs) {

    public static final PairSettings DEFAULT = new PairSettings(false);
}
