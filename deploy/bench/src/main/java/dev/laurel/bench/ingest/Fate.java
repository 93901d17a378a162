package dev.laurel.bench.ingest;

/** What is to become of a record, known when it is made up. */
enum Fate {
    /** It enters the ledger of its prompt, and is set aside by nothing. */
    COUNTED,
    /** It is counted, and stands in a pair in the end. */
    PAIRED,
    /** It refers to what never comes: it waits, and is set aside after its time. */
    LOST,
    /** It contradicts what is known, and is set aside at once. */
    CONFLICTING
}
