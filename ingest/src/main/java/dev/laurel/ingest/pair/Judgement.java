package dev.laurel.ingest.pair;

import java.util.Optional;

import dev.laurel.ingest.ledger.GradeKind;
import dev.laurel.ingest.ledger.Votes.Vote;

/** What feedback says of answers, as its rule reads it. */
sealed interface Judgement {

    /** One answer is better than another, whatever else is said of them. */
    record Stated(String better, String worse, Optional<Double> margin) implements Judgement {}

    /** A word on two answers; of one judge's words on them the latest counts. */
    record Voted(Vote vote) implements Judgement {}

    /**
     * A grade of one answer, to be compared with the same judge's grades of others.
     *
     * @param value from 0 to 1, higher is better
     */
    record Graded(GradeKind kind, String responseId, double value) implements Judgement {}

    /** A better text for an answer. */
    record Edited(String responseId, String text) implements Judgement {}
}
