package dev.laurel.gates;

import java.util.Optional;

import dev.laurel.schema.PreferencePair;

/** Holds back a pair that says of the prompt what another one of the same judge says, under other ids. */
record DuplicateGate() implements PairGate {

    @Override
    public Optional<GateReason> verdict(PreferencePair pair, StandingPairs standing) {
        return PairContent.of(pair).filter(standing::says).map(content -> GateReason.DUPLICATE);
    }
}
