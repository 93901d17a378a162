package dev.laurel.gates;

import java.util.Optional;

import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.accept.Range;

/**
 * Holds back a pair whose better answer is not good either. A pair without its score passes.
 *
 * @param least score of the chosen answer, on its source's scale
 */
record LowScoreGate(double least) implements PairGate {

    LowScoreGate {
        Range.SCORE.problem(least).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    @Override
    public Optional<GateReason> verdict(PreferencePair pair, StandingPairs standing) {
        return pair.getChosen().getScore().filter(score -> score < least).map(score -> GateReason.LOW_SCORE);
    }
}
