package dev.laurel.ingest.pair;

import dev.laurel.ingest.ledger.Deadlines.Held;
import dev.laurel.ingest.ledger.Deadlines.Kind;
import dev.laurel.ingest.ledger.EventKey;
import dev.laurel.ingest.ledger.EventKey.Moment;
import dev.laurel.ingest.ledger.Grades.Grade;
import dev.laurel.ingest.ledger.PromptLedger;
import dev.laurel.ingest.ledger.Waiting;
import dev.laurel.schema.FeedbackEvent;

/** The entries by which an event that counts is found again: by the texts that it waits for, and by what its judge said of which answers. */
final class JudgementIndex {

    private final PromptLedger ledger;
    private final Judges judges;

    JudgementIndex(PromptLedger ledger, Judges judges) {
        this.ledger = ledger;
        this.judges = judges;
    }

    /** @param arrival since when the event waits, if it does */
    void add(FeedbackEvent event, Held arrival) {
        Moment moment = Moment.of(event);
        FeedbackRules.mentioned(event)
                .filter(id -> ledger.texts().answer(id).isEmpty())
                .forEach(id -> ledger.waiting().add(id, moment.event()));
        if (ledger.texts().prompt().isEmpty()) {
            ledger.waiting().add(Waiting.PROMPT, moment.event());
        }
        if (!isComplete(event)) {
            ledger.deadlines().hold(Kind.TEXT, moment.event(), arrival);
        }
        FeedbackRules.judgements(event).forEach(judgement -> {
            if (judgement instanceof Judgement.Voted voted) {
                judges.of(event).ifPresent(judge -> ledger.votes().keep(judge, voted.vote(), moment));
            } else if (judgement instanceof Judgement.Edited edited) {
                judges.of(event).ifPresent(judge -> ledger.edits().keep(judge, edited.responseId(), moment));
            } else if (judgement instanceof Judgement.Graded graded) {
                judges.grading(event, graded.kind()).ifPresent(judge -> ledger.grades(graded.kind(), judge)
                        .keep(new Grade(graded.responseId(), graded.value(), moment)));
            }
        });
    }

    void remove(FeedbackEvent event) {
        Moment moment = Moment.of(event);
        EventKey key = moment.event();
        FeedbackRules.mentioned(event).forEach(id -> ledger.waiting().remove(id, key));
        ledger.waiting().remove(Waiting.PROMPT, key);
        ledger.deadlines().release(Kind.TEXT, key);
        FeedbackRules.judgements(event).forEach(judgement -> {
            if (judgement instanceof Judgement.Voted voted) {
                judges.of(event).ifPresent(judge -> ledger.votes().forget(judge, voted.vote(), moment));
            } else if (judgement instanceof Judgement.Edited edited) {
                judges.of(event).ifPresent(judge -> ledger.edits().forget(judge, edited.responseId(), moment));
            } else if (judgement instanceof Judgement.Graded graded) {
                judges.grading(event, graded.kind()).ifPresent(judge -> ledger.grades(graded.kind(), judge)
                        .forget(new Grade(graded.responseId(), graded.value(), moment)));
            }
        });
    }

    /** Whether all texts that an event speaks of are known. */
    boolean isComplete(FeedbackEvent event) {
        return ledger.texts().prompt().isPresent()
                && FeedbackRules.mentioned(event)
                        .allMatch(id -> ledger.texts().answer(id).isPresent());
    }

    /** Whether all texts are known of something that an event says. */
    boolean saysSomething(FeedbackEvent event) {
        return ledger.texts().prompt().isPresent()
                && FeedbackRules.judgements(event).anyMatch(judgement -> FeedbackRules.answers(judgement)
                        .allMatch(id -> ledger.texts().answer(id).isPresent()));
    }
}
