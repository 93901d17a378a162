package dev.laurel.ingest.pair;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.laurel.ingest.ledger.Claims;
import dev.laurel.ingest.ledger.Deadlines.Held;
import dev.laurel.ingest.ledger.Deadlines.Kind;
import dev.laurel.ingest.ledger.EventKey;
import dev.laurel.ingest.ledger.EventKey.Moment;
import dev.laurel.ingest.ledger.PromptLedger;
import dev.laurel.ingest.ledger.Standing;
import dev.laurel.ingest.ledger.Waiting;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PairSource;
import dev.laurel.schema.PreferencePair;

/**
 * Takes a person out of the ledger of a prompt: the feedback that names them as its subject, the texts that nobody else claims, and what anybody said of
 * those. What stays is which events came, so that none of them counts when it comes again. For one ledger, and one thread.
 */
public final class LedgerErasure {

    private static final Held NOWHERE = new Held(Instant.EPOCH, 0, 0, new byte[0]);

    private final PromptLedger ledger;
    private final PairSettings settings;
    private final Function<byte[], FeedbackEvent> reader;

    /** @param reader of records that wait in the ledger as they came */
    public LedgerErasure(PromptLedger ledger, PairSettings settings, Function<byte[], FeedbackEvent> reader) {
        this.ledger = ledger;
        this.settings = settings;
        this.reader = reader;
    }

    /**
     * What was taken out.
     *
     * @param changes pairs that are withdrawn, without their texts, and pairs that follow from what is left
     * @param answers ids of the answers whose texts are gone
     * @param feedbackIds of the events that are gone, with their systems
     * @param events how many count no more
     * @param complete whether that was all
     */
    public record Erased(
            List<PreferencePair> changes,
            Set<String> answers,
            List<EventKey> feedbackIds,
            int events,
            boolean complete) {}

    /** @param most events to take out at once; the same call again goes on */
    public Erased erase(String subject, int most) {
        List<FeedbackEvent> events = new ArrayList<>();
        ledger.judgements().forEach(events::add);
        Claims claims = ledger.claims();
        events.forEach(event -> FeedbackRules.claim(event, claims)); // for ledgers in which claims were not kept
        Set<String> gone = claims.onlyOf(subject);
        List<FeedbackEvent> leaving = events.stream()
                .filter(event -> leaves(event, subject, gone))
                .sorted(Comparator.comparing(Moment::of)) // so that no earlier word counts again
                .toList();
        List<FeedbackEvent> now = leaving.subList(0, Math.min(most, leaving.size()));

        Set<String> answers = ledger.texts().forget(gone); // first, so that no withdrawal repeats them
        LedgerUpdate update = new LedgerUpdate(ledger, settings, NOWHERE);
        now.forEach(event -> update.dismiss(EventKey.of(event)));
        boolean complete = now.size() == leaving.size();
        if (complete) {
            update.withdraw(ledger.standing().slots(pair -> standsOn(pair, gone)));
            ledger.standing().forgetSubject(subject);
            forgetTraces(subject, gone);
        }
        return new Erased(
                update.changes().stream()
                        .map(pair -> withdrawnWithoutTexts(pair, subject))
                        .toList(),
                answers,
                now.stream().flatMap(LedgerErasure::feedbackId).toList(),
                now.size(),
                complete);
    }

    private static boolean leaves(FeedbackEvent event, String subject, Set<String> gone) {
        return gone.contains(Waiting.PROMPT)
                || event.getSource().getSubject().filter(subject::equals).isPresent()
                || FeedbackRules.answers(event).stream().anyMatch(gone::contains);
    }

    private static boolean standsOn(PreferencePair pair, Set<String> gone) {
        return gone.contains(Waiting.PROMPT)
                || gone.contains(pair.getChosen().getResponseId())
                || gone.contains(pair.getRejected().getResponseId());
    }

    private void forgetTraces(String subject, Set<String> gone) {
        boolean all = gone.contains(Waiting.PROMPT);
        for (Kind kind : Kind.values()) {
            for (Map.Entry<EventKey, Held> waiting :
                    ledger.deadlines().all(kind).entrySet()) {
                if (all || isOf(subject, waiting.getValue().value())) {
                    ledger.deadlines().release(kind, waiting.getKey());
                }
            }
        }
        ledger.notes().forget();
        ledger.counts().forget();
        ledger.forgetJudge(Judges.subject(subject));
        ledger.claims().forget(subject);
        if (all) {
            ledger.eraseContents();
        }
    }

    private boolean isOf(String subject, byte[] held) {
        return held.length > 0
                && reader.apply(held)
                        .getSource()
                        .getSubject()
                        .filter(subject::equals)
                        .isPresent();
    }

    private static Stream<EventKey> feedbackId(FeedbackEvent event) {
        return event.getFeedbackId().stream()
                .map(id -> new EventKey(event.getSource().getSystem(), id));
    }

    /** It names the person, also where the pair did not. */
    private static PreferencePair withdrawnWithoutTexts(PreferencePair pair, String subject) {
        if (pair.getOperation() != PairOperation.WITHDRAW) {
            return pair;
        }
        return PreferencePair.newBuilder(Standing.withoutTexts(pair))
                .setSource(PairSource.newBuilder(pair.getSource())
                        .setSubject(subject)
                        .build())
                .setAttributes(Map.of())
                .build();
    }
}
