package dev.laurel.ingest.pair;

import java.util.List;

import dev.laurel.gates.GateReason;
import dev.laurel.gates.personal.PersonalData;

/** What gates did to the pairs that one record made. */
public record GateReport(List<HeldBack> heldBack, List<Replaced> replaced) {

    /** A pair that was not published. */
    public record HeldBack(String task, GateReason reason) {}

    /** Placeholders in a pair that was. */
    public record Replaced(String task, PersonalData kind, int count) {}

    public GateReport {
        heldBack = List.copyOf(heldBack);
        replaced = List.copyOf(replaced);
    }
}
