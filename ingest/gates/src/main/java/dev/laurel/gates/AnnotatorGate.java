package dev.laurel.gates;

import java.util.Optional;
import java.util.Set;

import dev.laurel.schema.PreferencePair;

/** Holds back what some annotators say. */
record AnnotatorGate(Set<String> banned) implements PairGate {

    AnnotatorGate {
        banned = Set.copyOf(banned);
    }

    @Override
    public Optional<GateReason> verdict(PreferencePair pair, StandingPairs standing) {
        return pair.getSource().getAnnotator().filter(banned::contains).map(name -> GateReason.BANNED_ANNOTATOR);
    }
}
