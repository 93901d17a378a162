package dev.laurel.ingest.pair;

import java.util.List;
import java.util.Optional;

import dev.laurel.ingest.check.Rejection;
import dev.laurel.schema.PreferencePair;

/** What came of entering a record in the ledger of its prompt. */
public sealed interface EntryOutcome {

    /**
     * The record is in the ledger.
     *
     * @param changes what is to be published because of it: withdrawals first, then new pairs
     * @param gates what was held back or replaced
     * @param answers ids of the answers that became known
     * @param feedbackId the id of the judgement, if it was heard for the first time
     */
    record Entered(List<PreferencePair> changes, GateReport gates, List<String> answers, Optional<String> feedbackId)
            implements EntryOutcome {}

    /** The record was there already. */
    record Repeated() implements EntryOutcome {}

    /** The record contradicts what is known of the prompt, or would change too much of it. */
    record Refused(Rejection rejection) implements EntryOutcome {}
}
