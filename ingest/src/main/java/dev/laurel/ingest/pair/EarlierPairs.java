package dev.laurel.ingest.pair;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.ingest.ledger.Deadlines.Held;
import dev.laurel.ingest.ledger.EarlierLedger;
import dev.laurel.ingest.ledger.EventKey;
import dev.laurel.ingest.ledger.GradeKind;
import dev.laurel.ingest.ledger.Judge;
import dev.laurel.ingest.ledger.Judgements;
import dev.laurel.ingest.ledger.PromptLedger;
import dev.laurel.ingest.ledger.Slot;
import dev.laurel.ingest.ledger.Texts;
import dev.laurel.schema.Completion;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.PreferencePair;

/**
 * Takes a prompt over from a ledger of an earlier form. The pairs which that one had published stand on under their ids; a rule that is another today is
 * applied where something new touches what it decides.
 *
 * <p>The rules that were others: every event made pairs of its own, whatever the same person had said before; a grade was compared with all grades that
 * came before it, and those without a rater counted as one rater's, the system's; comparisons had no margin.
 */
public final class EarlierPairs {

    private final PromptLedger ledger;
    private final Judges judges = new Judges(PairSettings.DEFAULT);
    private final Held arrival;
    private final Answers answers;

    /** A grade as it counted. */
    private record Graded(FeedbackEvent event, Judgement.Graded grade) {}

    /** @param arrival since when what waits for a text is taken to wait */
    public EarlierPairs(PromptLedger ledger, Held arrival) {
        this.ledger = ledger;
        this.arrival = arrival.ofUnknownPlace();
        this.answers = new Answers(ledger);
    }

    /** @param earlier of the prompt whose ledger this is, and which knows nothing yet */
    public void takeOver(EarlierLedger earlier) {
        ledger.earlier().mark();
        if (earlier.prompt().isEmpty()) {
            earlier.answers().forEach(ledger.texts()::keep);
        } else {
            ledger.texts().keep(new Texts(earlier.prompt(), Optional.empty(), earlier.answers()));
        }
        earlier.past().forEach(id -> ledger.judgements().pass(Judgements.ofAnySystem(id), true));
        earlier.feedback().forEach(this::keep);
        earlier.feedback().forEach(this::stand);
        standGraded(earlier.feedback());
    }

    private void keep(FeedbackEvent event) {
        ledger.judgements().keep(event);
        new JudgementIndex(ledger, judges).add(event, arrival);
    }

    /** Lets the pairs stand that an event had made by itself. */
    private void stand(FeedbackEvent event) {
        EventKey key = EventKey.of(event);
        FeedbackRules.judgements(event).forEach(judgement -> {
            if (judgement instanceof Judgement.Stated stated) {
                Claim claim = new Claim(stated.better(), stated.worse(), stated.margin(), 1, List.of(key));
                stand(Slot.stated(key, claim.better(), claim.worse()), claim, event);
            } else if (judgement instanceof Judgement.Edited edited) {
                String id = answers.edit(edited, event.getEventId());
                Claim claim = new Claim(id, edited.responseId(), Optional.empty(), 1, List.of(key));
                stand(Slot.stated(key, claim.better(), claim.worse()), claim, event);
            } else if (judgement instanceof Judgement.Voted voted
                    && !voted.vote().tied()) {
                var vote = voted.vote();
                Claim claim = new Claim(vote.better(), vote.worse(), Optional.empty(), vote.weight(), List.of(key));
                judges.of(event)
                        .ifPresentOrElse(
                                judge -> standAsVote(judge, claim, event),
                                () -> stand(Slot.stated(key, claim.better(), claim.worse()), claim, event));
            }
        });
    }

    /** Of the words of one judge on two answers the one that counts today takes the slot; the others fall with what comes into it. */
    private void standAsVote(Judge judge, Claim claim, FeedbackEvent event) {
        Slot slot = Slot.vote(judge, claim.better(), claim.worse());
        boolean counts = ledger.votes()
                .latest(judge, claim.better(), claim.worse())
                .filter(latest -> latest.event().equals(EventKey.of(event)))
                .isPresent();
        if (counts) {
            stand(slot, claim, event);
        } else {
            ledger.earlier().add(slot, standAlone(claim, event));
        }
    }

    /** Every two grades of one rater made a pair, the latest to arrive of each answer counting. */
    private void standGraded(List<FeedbackEvent> feedback) {
        Map<String, List<Graded>> byRater = new LinkedHashMap<>();
        for (FeedbackEvent event : feedback) {
            FeedbackRules.judgements(event).forEach(judgement -> {
                if (judgement instanceof Judgement.Graded grade) {
                    List<Graded> counting =
                            byRater.computeIfAbsent(rater(event, grade.kind()), name -> new ArrayList<>());
                    counting.removeIf(before -> before.grade().responseId().equals(grade.responseId()));
                    counting.add(new Graded(event, grade));
                }
            });
        }
        for (List<Graded> counting : byRater.values()) {
            for (int later = 1; later < counting.size(); later++) {
                for (int earlier = 0; earlier < later; earlier++) {
                    standGraded(counting.get(earlier), counting.get(later));
                }
            }
        }
    }

    private void standGraded(Graded earlier, Graded later) {
        double difference = earlier.grade().value() - later.grade().value();
        if (difference == 0) {
            return;
        }
        GradeKind kind = later.grade().kind();
        String better = (difference > 0 ? earlier : later).grade().responseId();
        String worse = (difference > 0 ? later : earlier).grade().responseId();
        Optional<Double> margin = kind == GradeKind.RATING ? Optional.of(Math.abs(difference)) : Optional.empty();
        List<EventKey> basis = List.of(EventKey.of(earlier.event()), EventKey.of(later.event()));
        Claim claim = new Claim(better, worse, margin, 1, basis);
        judges.grading(later.event(), kind)
                .ifPresentOrElse(
                        judge -> standAsGrade(kind, judge, claim, later.event()),
                        () -> standAlone(claim, later.event()));
    }

    /** A pair that would be made today too takes its slot; another falls with what comes into it. */
    private void standAsGrade(GradeKind kind, Judge judge, Claim claim, FeedbackEvent event) {
        Slot slot = Slot.graded(kind, judge, claim.better(), claim.worse());
        boolean madeToday = new Neighbours(kind, judge, ledger.grades(kind, judge))
                .around(claim.better())
                .getOrDefault(slot, Optional.empty())
                .filter(today -> earlierId(today, event).equals(earlierId(claim, event)))
                .isPresent();
        if (madeToday) {
            stand(slot, claim, event);
        } else {
            ledger.earlier().add(slot, standAlone(claim, event));
        }
    }

    /** A rater was the annotator, else the person whose conversation it was, else the system. */
    private String rater(FeedbackEvent event, GradeKind kind) {
        String rater = judges.of(event)
                .map(Judge::rater)
                .orElseGet(() -> "system/" + event.getSource().getSystem());
        return "%s/%s/%s".formatted(kind, event.getTask(), rater);
    }

    private Slot standAlone(Claim claim, FeedbackEvent event) {
        Slot slot = Slot.earlier(earlierId(claim, event));
        stand(slot, claim, event);
        claim.basis().forEach(key -> ledger.earlier().add(key, slot));
        return slot;
    }

    /** Where the texts were known, and something could be learned from them. */
    private void stand(Slot slot, Claim claim, FeedbackEvent event) {
        Optional<Completion> chosen = answers.find(claim.better()).filter(Answers::says);
        Optional<Completion> rejected = answers.find(claim.worse()).filter(Answers::says);
        if (chosen.isPresent() && rejected.isPresent() && !Answers.equal(chosen.get(), rejected.get())) {
            PreferencePair pair = Pairs.of(ledger.key(), earlierId(claim, event), claim, event, Optional.empty())
                    .setPrompt(List.of())
                    .setChosen(chosen.get())
                    .setRejected(rejected.get())
                    .build();
            ledger.standing().put(slot, pair);
        }
    }

    private String earlierId(Claim claim, FeedbackEvent event) {
        return PairId.earlier(ledger.key(), FeedbackRules.kind(event), claim);
    }
}
