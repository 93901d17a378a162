package dev.laurel.gates;

import java.util.Optional;

import dev.laurel.schema.PreferencePair;

/** Holds back a pair whose conversation is too short or too long. */
record PromptLengthGate(LengthBounds bounds) implements PairGate {

    @Override
    public Optional<GateReason> verdict(PreferencePair pair, StandingPairs standing) {
        return PairGate.when(!bounds.hold(SideText.of(pair.getPrompt())), GateReason.PROMPT_LENGTH);
    }
}
