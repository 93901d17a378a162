package dev.laurel.gates;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.laurel.gates.personal.PersonalData;
import dev.laurel.schema.PreferencePair;

/**
 * What is held back of one task's pairs, and what is replaced in the others.
 *
 * @param gates the first that holds a pair back says why
 * @param replaced the personal data that is replaced before any gate sees a pair
 */
public record TaskGates(List<PairGate> gates, Set<PersonalData> replaced) {

    /** All pairs as they are. */
    public static final TaskGates OPEN = new TaskGates(List.of(), Set.of());

    static final String REPLACE = "replace";
    static final String OFF = "off";

    public TaskGates {
        gates = List.copyOf(gates);
        replaced = Set.copyOf(replaced);
    }

    /**
     * Reads a task's settings.
     *
     * @param prefix of the keys, to name one
     * @throws IllegalArgumentException naming the key and what is wrong with it
     */
    static TaskGates read(String prefix, Map<String, String> settings) {
        Map<GateKey, PairGate> gates = new EnumMap<>(GateKey.class);
        Set<PersonalData> replaced = EnumSet.noneOf(PersonalData.class);
        settings.forEach((key, value) -> {
            try {
                if (key.equals(REPLACE)) {
                    replaced.addAll(value.equals(OFF) ? Set.of() : PersonalData.read(GateKey.list(value)));
                    return;
                }
                GateKey known = GateKey.of(key)
                        .orElseThrow(() -> new IllegalArgumentException("is none of %s, %s"
                                .formatted(
                                        REPLACE,
                                        String.join(
                                                ", ",
                                                EnumSet.allOf(GateKey.class).stream()
                                                        .map(GateKey::key)
                                                        .toList()))));
                if (!value.equals(OFF)) {
                    gates.put(known, known.read(value));
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("%s%s: %s".formatted(prefix, key, e.getMessage()), e);
            }
        });
        return new TaskGates(List.copyOf(gates.values()), replaced);
    }

    /**
     * Why a pair is held back; empty where it passes.
     *
     * @param pair in which the personal data is replaced
     */
    public Optional<GateReason> verdict(PreferencePair pair, StandingPairs standing) {
        if (!replaced.isEmpty()
                && pair.getChosen().getMessages().equals(pair.getRejected().getMessages())) {
            return Optional.of(GateReason.EQUAL_REPLACED);
        }
        return gates.stream()
                .flatMap(gate -> gate.verdict(pair, standing).stream())
                .findFirst();
    }

    /** Whether some gate asks how many pairs stand. */
    public boolean counts() {
        return gates.stream().anyMatch(gate -> gate instanceof PromptCapGate || gate instanceof SubjectCapGate);
    }

    /** Whether some gate asks what standing pairs say. */
    public boolean compares() {
        return gates.stream().anyMatch(DuplicateGate.class::isInstance);
    }
}
