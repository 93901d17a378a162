package dev.laurel.gates;

import java.util.Optional;

import dev.laurel.schema.PreferencePair;

/**
 * Holds back what would be one pair too many from one person's conversations. Pairs without a subject pass.
 *
 * @param most pairs of a task, prompt and subject that stand at a time
 */
record SubjectCapGate(int most) implements PairGate {

    SubjectCapGate {
        if (most < 1) {
            throw new IllegalArgumentException("%,d is not positive".formatted(most));
        }
    }

    @Override
    public Optional<GateReason> verdict(PreferencePair pair, StandingPairs standing) {
        return pair.getSource()
                .getSubject()
                .filter(subject -> standing.of(pair.getTask(), subject) >= most)
                .map(subject -> GateReason.SUBJECT_CAP);
    }
}
