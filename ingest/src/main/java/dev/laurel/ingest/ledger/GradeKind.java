package dev.laurel.ingest.ledger;

/** What grades are: those of two kinds are not compared. */
public enum GradeKind {
    RATING,
    THUMB
}
