package dev.laurel.ingest.pair;

import java.util.List;
import java.util.stream.Stream;

import dev.laurel.ingest.check.Findings;
import dev.laurel.schema.FeedbackKind;

/**
 * How one kind of feedback is read.
 *
 * @param <P> the kind's payload
 */
interface PairRule<P> {

    /** An answer that a payload speaks of, and where it does. */
    record Mention(String field, String responseId) {}

    FeedbackKind kind();

    /** Every answer that the payload speaks of. */
    List<Mention> mentions(P payload);

    /** Checks what is particular to the kind; mentions are checked for all kinds alike. */
    void check(P payload, Findings findings);

    /** What the payload says. */
    Stream<Judgement> judgements(P payload);
}
