package dev.laurel.ingest.pair;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.ingest.check.Findings;
import dev.laurel.ingest.check.Rejection;
import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.ingest.ledger.Arrivals;
import dev.laurel.ingest.ledger.Arrivals.Arrival;
import dev.laurel.ingest.ledger.Deadlines.Held;
import dev.laurel.ingest.ledger.Deadlines.Kind;
import dev.laurel.ingest.ledger.EventKey;
import dev.laurel.ingest.ledger.EventKey.Moment;
import dev.laurel.ingest.ledger.Judgements;
import dev.laurel.ingest.ledger.PromptLedger;
import dev.laurel.ingest.ledger.Slot;
import dev.laurel.ingest.ledger.Waiting;
import dev.laurel.ingest.pair.PairChanges.Surplus;
import dev.laurel.schema.Completion;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackOperation;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.accept.Shown;

/**
 * Enters one record in the ledger of its prompt. Whatever the order in which records come, the same records let the same feedback count: an event that
 * another one supersedes does not, even if it comes later; and of the events with one feedback id only the latest does. For one record, and one thread.
 */
public final class LedgerUpdate {

    private static final int BATCH = 2_000;

    private final PromptLedger ledger;
    private final Held arrival;
    private final Judges judges;
    private final Judgements judgements;
    private final Answers answers;
    private final PairChanges changes;
    private final JudgementIndex index;
    private final Settling settling;
    private final Findings findings = new Findings();
    private final TextEntry texts;

    private Optional<String> newFeedbackId = Optional.empty();

    /** What counted before this record, and does no more. */
    private final Map<EventKey, FeedbackEvent> leaving = new HashMap<>();

    /** @param arrival the record that is entered, in case it has to wait */
    public LedgerUpdate(PromptLedger ledger, PairSettings settings, Held arrival) {
        this.ledger = ledger;
        this.arrival = arrival;
        this.judges = new Judges(settings);
        this.judgements = ledger.judgements();
        this.answers = new Answers(ledger);
        this.changes = new PairChanges(ledger, this::event, answers, settings.gates());
        this.texts = new TextEntry(ledger, findings);
        this.index = new JudgementIndex(ledger, judges);
        this.settling = new Settling(ledger, judges, this::event, answers, changes);
    }

    private Optional<FeedbackEvent> event(EventKey key) {
        return judgements.find(key).or(() -> Optional.ofNullable(leaving.get(key)));
    }

    /** Enters feedback that {@link FeedbackRules#check} found good by itself. */
    public EntryOutcome enter(FeedbackEvent event) {
        EventKey key = EventKey.of(event);
        Optional<FeedbackEvent> first = judgements.find(key);
        if (first.isPresent() || judgements.cameAndPassed(key)) {
            return repetition(first, event);
        }
        List<String> news = texts.enter(event);
        if (findings.first().isPresent()) {
            return new EntryOutcome.Refused(findings.first().get());
        }
        FeedbackRules.claim(event, ledger.claims());
        ledger.deadlines().release(Kind.EVENT, key);
        event.getSupersedes().ifPresent(id -> supersede(event, new EventKey(key.system(), id)));
        boolean counts = event.getOperation() != FeedbackOperation.RETRACT && !judgements.isPast(key);
        if (event.getFeedbackId().isPresent()
                && !becomesLatest(event, event.getFeedbackId().get())) {
            counts = false;
        }
        if (counts) {
            count(event);
        } else {
            judgements.pass(key, true);
        }
        Optional<Rejection> tooMuch = changes.problem("payload");
        if (tooMuch.isPresent()) {
            return new EntryOutcome.Refused(tooMuch.get());
        }
        news.forEach(this::arrive);
        return entered(news);
    }

    /** Enters a response that {@link FeedbackRules#check} found good by itself: its text completes the feedback that waits for it. */
    public EntryOutcome enter(GeneratedResponse response) {
        Optional<Completion> known = ledger.texts().answer(response.getResponseId());
        boolean promptKnown = ledger.texts().prompt().isPresent();
        boolean claimed = response.getSubject()
                .filter(subject -> !ledger.claims().has(subject, response.getResponseId()))
                .isPresent();
        List<String> news = texts.enter(response);
        if (findings.first().isPresent()) {
            return new EntryOutcome.Refused(findings.first().get());
        }
        if (claimed) {
            ledger.claims().add(response.getSubject().get(), List.of(response.getResponseId()));
        } else if (promptKnown && known.equals(ledger.texts().answer(response.getResponseId()))) {
            return new EntryOutcome.Repeated();
        }
        news.forEach(this::arrive);
        return entered(news);
    }

    /**
     * Ends the wait of an event for texts. What it says of answers whose texts are known stands; an event that says nothing of such counts no more.
     *
     * @return the event with the texts that are known, if it counts no more
     */
    public Optional<FeedbackEvent> expire(EventKey key) {
        changes.surplusIs(Surplus.PUBLISHED);
        ledger.deadlines().release(Kind.TEXT, key);
        Optional<FeedbackEvent> event = judgements.find(key);
        if (event.isEmpty() || index.saysSomething(event.get())) {
            return Optional.empty();
        }
        pass(key);
        return event.map(ledger.texts()::in);
    }

    /** Lets an event count no more, and be known as one that came. */
    public void dismiss(EventKey key) {
        changes.surplusIs(Surplus.PUBLISHED);
        pass(key);
    }

    /** What changed by {@link #expire}, {@link #dismiss}, {@link #withdraw} and {@link #arrive}. */
    public List<PreferencePair> changes() {
        return changes.list();
    }

    /** What gates did to those changes. */
    public GateReport gates() {
        return changes.gateReport();
    }

    private EntryOutcome entered(List<String> news) {
        return new EntryOutcome.Entered(changes.list(), changes.gateReport(), answers(news), newFeedbackId);
    }

    private List<String> answers(List<String> news) {
        return news.stream().filter(text -> !text.equals(Waiting.PROMPT)).toList();
    }

    /** An event whose id is known already. Of events that no longer count only the id is, so that they are taken for equal. */
    private EntryOutcome repetition(Optional<FeedbackEvent> first, FeedbackEvent event) {
        List<String> differing = first.map(known -> Repetition.differences(known, event, ledger.texts()))
                .orElse(List.of());
        return differing.isEmpty()
                ? new EntryOutcome.Repeated()
                : new EntryOutcome.Refused(new Rejection(
                        RejectionReason.CONFLICTING_REPETITION,
                        "event_id",
                        "event %s of prompt %s came before, with other %s"
                                .formatted(Shown.of(event.getEventId()), shownKey(), String.join(", ", differing))));
    }

    /** Whether {@code event} is the latest of those with its feedback id; if so, the one before counts no more. */
    private boolean becomesLatest(FeedbackEvent event, String feedbackId) {
        Moment moment = Moment.of(event);
        Optional<Moment> before = judgements.latest(moment.event().system(), feedbackId);
        if (before.filter(latest -> latest.compareTo(moment) > 0).isPresent()) {
            ledger.deadlines()
                    .release(Kind.FEEDBACK, new EventKey(moment.event().system(), feedbackId));
            return false;
        }
        before.ifPresentOrElse(latest -> pass(latest.event()), () -> newFeedbackId = Optional.of(feedbackId));
        EventKey what = new EventKey(moment.event().system(), feedbackId);
        if (event.getOperation() != FeedbackOperation.RETRACT) {
            ledger.deadlines().release(Kind.FEEDBACK, what);
        } else if (before.isEmpty()) {
            ledger.deadlines().hold(Kind.FEEDBACK, what, arrival);
        }
        judgements.keepLatest(moment.event().system(), feedbackId, moment);
        return true;
    }

    /** Lets the event that another one refers to count no more. A retraction waits for it, since it says nothing else. */
    private void supersede(FeedbackEvent event, EventKey superseded) {
        pass(superseded);
        if (event.getOperation() == FeedbackOperation.RETRACT && !judgements.cameAndPassed(superseded)) {
            ledger.deadlines().hold(Kind.EVENT, superseded, arrival);
        }
    }

    private void count(FeedbackEvent event) {
        judgements.keep(event);
        if (ledger.earlier().marked()) {
            regraded(event).forEach(before -> withdraw(ledger.earlier().take(before)));
        }
        index.add(event, arrival.place());
        settling.settle(event, true, judgement -> true);
    }

    /** The events whose grades no longer count, because {@code event} grades the same answers later. */
    private List<EventKey> regraded(FeedbackEvent event) {
        Moment moment = Moment.of(event);
        return FeedbackRules.judgements(event)
                .flatMap(judgement -> judgement instanceof Judgement.Graded graded ? Stream.of(graded) : Stream.empty())
                .flatMap(graded -> judges
                        .grading(event, graded.kind())
                        .flatMap(judge -> ledger.grades(graded.kind(), judge).of(graded.responseId()))
                        .stream())
                .filter(before -> before.moment().compareTo(moment) < 0)
                .map(before -> before.moment().event())
                .toList();
    }

    /** Withdraws the pairs of slots. */
    public void withdraw(List<Slot> slots) {
        slots.forEach(slot -> changes.settle(slot, Optional.empty()));
    }

    /** Lets an event count no more, whether it is here or comes later. */
    private void pass(EventKey key) {
        Optional<FeedbackEvent> counting = judgements.find(key);
        if (counting.isEmpty()) {
            if (!judgements.isPast(key)) {
                judgements.pass(key, false);
            }
            return;
        }
        FeedbackEvent event = counting.get();
        leaving.put(key, event);
        judgements.pass(key, true);
        index.remove(event);
        settling.settle(event, false, judgement -> true);
        if (ledger.earlier().marked()) {
            withdraw(ledger.earlier().take(key));
        }
    }

    /** Lets the feedback that waited for a text make its pairs, or as much of it as had better be done at once; then {@link Arrivals} say so. */
    public void arrive(String text) {
        changes.surplusIs(Surplus.LEFT);
        Arrival arrival = new Arrival(ledger.key().toString(), text);
        List<EventKey> waiting = ledger.waiting().of(text, BATCH);
        for (EventKey key : waiting) {
            judgements.find(key).ifPresent(event -> settling.settle(event, true, said -> concerns(said, text)));
            if (changes.wasCut()) {
                ledger.arrivals().add(arrival);
                return;
            }
            ledger.waiting().remove(text, key);
            judgements.find(key).filter(index::isComplete).ifPresent(event -> ledger.deadlines()
                    .release(Kind.TEXT, key));
        }
        if (waiting.size() < BATCH) {
            ledger.arrivals().remove(arrival);
        } else {
            ledger.arrivals().add(arrival);
        }
    }

    private static boolean concerns(Judgement judgement, String text) {
        return text.equals(Waiting.PROMPT) || FeedbackRules.speaksOf(judgement, text);
    }

    private String shownKey() {
        return Shown.of(ledger.key().toString());
    }
}
