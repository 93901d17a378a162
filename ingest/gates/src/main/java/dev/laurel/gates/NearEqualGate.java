package dev.laurel.gates;

import java.util.Optional;

import dev.laurel.schema.PreferencePair;

/**
 * Holds back a pair whose answers hardly differ.
 *
 * @param similarity from which on, above 0; 1 for answers that are equal but for case and white space
 */
record NearEqualGate(double similarity) implements PairGate {

    NearEqualGate {
        if (!(similarity > 0 && similarity <= 1)) {
            throw new IllegalArgumentException("%s is not above 0 and at most 1".formatted(similarity));
        }
    }

    @Override
    public Optional<GateReason> verdict(PreferencePair pair, StandingPairs standing) {
        String chosen = SideText.of(pair.getChosen().getMessages());
        String rejected = SideText.of(pair.getRejected().getMessages());
        return PairGate.when(Similarity.of(chosen, rejected) >= similarity, GateReason.NEAR_EQUAL);
    }
}
