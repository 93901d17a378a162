package dev.laurel.gates;

import java.util.Optional;

import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.accept.Range;

/**
 * Holds back a pair whose answers' scores do not differ enough in its favour. A pair without both passes.
 *
 * @param least by which the chosen answer's score is above the rejected one's; 0 where they must not contradict the pair
 */
record ScoreDifferenceGate(double least) implements PairGate {

    ScoreDifferenceGate {
        Range.SCORE.problem(least).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    @Override
    public Optional<GateReason> verdict(PreferencePair pair, StandingPairs standing) {
        Optional<Double> rejected = pair.getRejected().getScore();
        return pair.getChosen()
                .getScore()
                .filter(chosen -> rejected.isPresent() && !(chosen - rejected.get() >= least))
                .map(score -> GateReason.SCORE_DIFFERENCE);
    }
}
