package dev.laurel.ingest.pair;

import java.util.List;
import java.util.Optional;

import dev.laurel.ingest.ledger.EventKey;

/**
 * One answer preferred to another, by id.
 *
 * @param margin by how much, if the feedback says so
 * @param weight weight in the loss
 * @param basis the events it rests on; the last, which is the latest but where an edit is one of them, says what it is
 */
record Claim(String better, String worse, Optional<Double> margin, double weight, List<EventKey> basis) {

    Claim {
        basis = List.copyOf(basis);
    }
}
