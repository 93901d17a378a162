package dev.laurel.ingest.pair;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.laurel.ingest.ledger.EventKey;
import dev.laurel.ingest.ledger.Judge;
import dev.laurel.ingest.ledger.PromptLedger;
import dev.laurel.ingest.ledger.Slot;
import dev.laurel.ingest.ledger.Votes;
import dev.laurel.schema.FeedbackEvent;

/** Works out what is to stand in the slots on which an event bears, after it has come or gone. */
final class Settling {

    private final PromptLedger ledger;
    private final Judges judges;
    private final Function<EventKey, Optional<FeedbackEvent>> events;
    private final Answers answers;
    private final PairChanges changes;

    /** @param events those that count, or did before this record, without their texts */
    Settling(
            PromptLedger ledger,
            Judges judges,
            Function<EventKey, Optional<FeedbackEvent>> events,
            Answers answers,
            PairChanges changes) {
        this.ledger = ledger;
        this.judges = judges;
        this.events = events;
        this.answers = answers;
        this.changes = changes;
    }

    /**
     * Settles the slots on which what an event says bears.
     *
     * @param counts whether it does now
     * @param which of the things that it says
     */
    void settle(FeedbackEvent event, boolean counts, Predicate<Judgement> which) {
        EventKey key = EventKey.of(event);
        Optional<Judge> judge = judges.of(event);
        FeedbackRules.judgements(event).filter(which).forEach(judgement -> {
            if (judgement instanceof Judgement.Stated stated) {
                settle(key, counts, stated.better(), stated.worse(), stated.margin(), 1);
            } else if (judgement instanceof Judgement.Edited edited) {
                String id = answers.edit(edited, event.getEventId());
                settle(key, counts, id, edited.responseId(), Optional.empty(), 1);
                judge.ifPresent(editor -> settleEdits(editor, edited.responseId(), key));
            } else if (judgement instanceof Judgement.Graded graded) {
                judges.grading(event, graded.kind())
                        .map(grader -> new Neighbours(graded.kind(), grader, ledger.grades(graded.kind(), grader)))
                        .ifPresent(neighbours ->
                                neighbours.around(graded.responseId()).forEach(changes::settle));
            } else if (judgement instanceof Judgement.Voted voted && judge.isPresent()) {
                settle(judge.get(), voted.vote().better(), voted.vote().worse());
            } else if (judgement instanceof Judgement.Voted voted
                    && !voted.vote().tied()) {
                var vote = voted.vote();
                settle(key, counts, vote.better(), vote.worse(), vote.margin(), vote.weight());
            }
        });
    }

    private void settle(
            EventKey event, boolean counts, String better, String worse, Optional<Double> margin, double weight) {
        changes.settle(
                Slot.stated(event, better, worse),
                counts ? Optional.of(new Claim(better, worse, margin, weight, List.of(event))) : Optional.empty());
    }

    /** The vote of one judge on two answers, and what follows for the edits of either. */
    private void settle(Judge judge, String one, String other) {
        Optional<Votes.Latest> latest = preference(judge, one, other);
        changes.settle(
                Slot.vote(judge, one, other),
                latest.map(vote -> new Claim(
                        vote.vote().better(),
                        vote.vote().worse(),
                        vote.vote().margin(),
                        vote.vote().weight(),
                        List.of(vote.event()))));
        ledger.edits().latest(judge, one, 1).forEach(edit -> settleEdit(edit, true, latest, one, other));
        ledger.edits().latest(judge, other, 1).forEach(edit -> settleEdit(edit, true, latest, other, one));
    }

    /** The latest of one judge's edits of an answer is preferred to what the judge rejected against the original; edits before it are not. */
    private void settleEdits(Judge judge, String responseId, EventKey touched) {
        List<EventKey> latest = ledger.edits().latest(judge, responseId, 2);
        Set<EventKey> edits = new LinkedHashSet<>(latest);
        edits.add(touched);
        for (String other : ledger.votes().others(judge, responseId)) {
            Optional<Votes.Latest> vote = preference(judge, responseId, other);
            edits.forEach(edit -> settleEdit(edit, latest.indexOf(edit) == 0, vote, responseId, other));
        }
    }

    private void settleEdit(EventKey edit, boolean counts, Optional<Votes.Latest> vote, String original, String other) {
        String edited = edited(edit);
        changes.settle(
                Slot.stated(edit, edited, other),
                vote.filter(latest -> counts && latest.vote().better().equals(original))
                        .map(latest -> new Claim(edited, other, Optional.empty(), 1, List.of(latest.event(), edit))));
    }

    private Optional<Votes.Latest> preference(Judge judge, String one, String other) {
        return ledger.votes().latest(judge, one, other).filter(latest -> !latest.vote()
                .tied());
    }

    /** The id of what an event made of an answer. */
    private String edited(EventKey edit) {
        return events.apply(edit).stream()
                .flatMap(FeedbackRules::judgements)
                .flatMap(judgement -> judgement instanceof Judgement.Edited edited ? Stream.of(edited) : Stream.empty())
                .map(edited -> answers.edit(edited, edit.id()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an edit is not known as one"));
    }
}
