package dev.laurel.ingest.pair;

import dev.laurel.ingest.check.Rejection;

/** What came of entering a record in the ledger of its prompt. */
public sealed interface EntryOutcome {

    /** The ledger with the record in it. */
    record Entered(PromptLedger ledger) implements EntryOutcome {}

    /** The record was there already. */
    record Repeated() implements EntryOutcome {}

    /** The record contradicts what is known of the prompt. */
    record Refused(Rejection rejection) implements EntryOutcome {}
}
