package dev.laurel.ingest.pair;

import java.util.List;
import java.util.stream.Stream;

import dev.laurel.ingest.check.Findings;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackKind;

/** How one kind of feedback is read as preferences. Pure: the same ledger gives the same preferences. */
interface PairRule<P> {

    /**
     * A mention of an answer.
     *
     * @param field the payload's field that names the answer
     */
    record Mention(String field, String responseId) {}

    FeedbackKind kind();

    /** Every answer that the payload speaks of. */
    List<Mention> mentions(P payload);

    /** Checks what is particular to the kind; mentions are checked for all kinds alike. */
    void check(P payload, Findings findings);

    /**
     * The preferences that the event states by itself or together with earlier feedback of the ledger. Answers whose text the ledger does not hold
     * yet give none.
     */
    Stream<Preference> preferences(P payload, FeedbackEvent event, PromptLedger ledger);
}
