package dev.laurel.gates;

import java.util.Optional;

import dev.laurel.schema.PreferencePair;

/**
 * Holds back what would be one pair too many of a prompt.
 *
 * @param most pairs of a task that stand at a time
 */
record PromptCapGate(int most) implements PairGate {

    PromptCapGate {
        if (most < 1) {
            throw new IllegalArgumentException("%,d is not positive".formatted(most));
        }
    }

    @Override
    public Optional<GateReason> verdict(PreferencePair pair, StandingPairs standing) {
        return PairGate.when(standing.of(pair.getTask()) >= most, GateReason.PROMPT_CAP);
    }
}
