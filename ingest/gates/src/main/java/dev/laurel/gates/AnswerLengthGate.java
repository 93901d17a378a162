package dev.laurel.gates;

import java.util.Optional;

import dev.laurel.schema.PreferencePair;

/** Holds back a pair of which one answer is too short or too long. */
record AnswerLengthGate(LengthBounds bounds) implements PairGate {

    @Override
    public Optional<GateReason> verdict(PreferencePair pair, StandingPairs standing) {
        boolean hold = bounds.hold(SideText.of(pair.getChosen().getMessages()))
                && bounds.hold(SideText.of(pair.getRejected().getMessages()));
        return PairGate.when(!hold, GateReason.ANSWER_LENGTH);
    }
}
