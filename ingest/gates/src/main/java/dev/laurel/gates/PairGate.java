package dev.laurel.gates;

import java.util.Optional;

import dev.laurel.schema.PreferencePair;

/** A condition under which a pair is held back: neither published nor set aside. */
public interface PairGate {

    /**
     * Why a pair is held back; empty where it may pass.
     *
     * @param pair as it would be published
     * @param standing what stands of its prompt; most gates look at the pair alone
     */
    Optional<GateReason> verdict(PreferencePair pair, StandingPairs standing);

    /** {@code reason} where something holds. */
    static Optional<GateReason> when(boolean holds, GateReason reason) {
        return holds ? Optional.of(reason) : Optional.empty();
    }
}
