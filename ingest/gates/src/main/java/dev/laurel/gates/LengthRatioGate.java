package dev.laurel.gates;

import java.util.Optional;

import dev.laurel.schema.PreferencePair;

/**
 * Holds back a pair of which one answer is many times as long as the other.
 *
 * @param most the longer one's length over the shorter one's, 1 or more
 */
record LengthRatioGate(double most) implements PairGate {

    LengthRatioGate {
        if (!(most >= 1 && most < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("%s is not 1 or more".formatted(most));
        }
    }

    @Override
    public Optional<GateReason> verdict(PreferencePair pair, StandingPairs standing) {
        int chosen = SideText.of(pair.getChosen().getMessages()).length();
        int rejected = SideText.of(pair.getRejected().getMessages()).length();
        return PairGate.when(Math.max(chosen, rejected) > most * Math.min(chosen, rejected), GateReason.LENGTH_RATIO);
    }
}
