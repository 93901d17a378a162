package dev.laurel.ingest.pair;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.laurel.gates.Gates;
import dev.laurel.ingest.check.EventLimits;
import dev.laurel.ingest.check.Rejection;
import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.ingest.ledger.EventKey;
import dev.laurel.ingest.ledger.PromptLedger;
import dev.laurel.ingest.ledger.Slot;
import dev.laurel.ingest.ledger.Texts;
import dev.laurel.schema.Completion;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.accept.Shown;

/** How one record changes the pairs of its prompt: what stands in a slot and no longer should is withdrawn, what should and does not is published. */
final class PairChanges {

    /** What becomes of pairs above what one record may cause. */
    enum Surplus {
        /** The record is refused, see {@link #problem}. */
        REFUSED,
        /** They are left out, see {@link #wasCut}. */
        LEFT,
        /** They are published all the same. */
        PUBLISHED
    }

    private static final int MUCH_PAIRS = EventLimits.PAIRS / 10;
    private static final long MUCH_BYTES = EventLimits.PAIR_BYTES / 10;

    private final PromptLedger ledger;
    private final Function<EventKey, Optional<FeedbackEvent>> events;
    private final Answers answers;
    private final GatedPairs gated;

    private final Map<String, PreferencePair> withdrawn = new LinkedHashMap<>();
    private final Map<String, PreferencePair> published = new LinkedHashMap<>();
    private long bytes;
    private Surplus surplus = Surplus.REFUSED;
    private boolean cut;

    /** @param events those that a claim rests on, without their texts */
    PairChanges(PromptLedger ledger, Function<EventKey, Optional<FeedbackEvent>> events, Answers answers, Gates gates) {
        this.ledger = ledger;
        this.events = events;
        this.answers = answers;
        this.gated = new GatedPairs(gates, ledger);
    }

    /** Lets the pair of {@code claim} stand in a slot, or none where nothing is claimed, or nothing can be learned from it yet. */
    void settle(Slot slot, Optional<Claim> claim) {
        Optional<PreferencePair> standing = ledger.standing().in(slot);
        if (standing.isPresent() && claim.isPresent() && says(standing.get(), claim.get())) {
            return;
        }
        standing.ifPresent(pair -> withdraw(slot, pair));
        if (ledger.earlier().marked()) {
            ledger.earlier().take(slot).forEach(earlier -> settle(earlier, Optional.empty()));
        }
        if (claim.isPresent() && isRoom()) {
            claim.flatMap(this::pair).flatMap(made -> gated.passing(slot, made)).ifPresent(pair -> publish(slot, pair));
        }
    }

    private boolean isRoom() {
        switch (surplus) {
            case REFUSED -> {
                return problem("").isEmpty(); // else more would be of no use
            }
            case LEFT -> {
                cut |= isMuch();
                return !isMuch();
            }
            default -> {
                return true;
            }
        }
    }

    /** Withdrawals first, then new pairs. */
    List<PreferencePair> list() {
        List<PreferencePair> all = new ArrayList<>(withdrawn.values());
        all.addAll(published.values());
        return all;
    }

    GateReport gateReport() {
        return gated.report(published.values());
    }

    /** Says what is to be done from here on with pairs above what one record may cause. */
    void surplusIs(Surplus what) {
        surplus = what;
    }

    /** Whether pairs were left out, which the same call makes later. */
    boolean wasCut() {
        return cut;
    }

    /** Whether so much has changed that the rest had better follow by itself. */
    boolean isMuch() {
        return published.size() + withdrawn.size() >= MUCH_PAIRS || bytes >= MUCH_BYTES;
    }

    /** Whether one record may cause that many pairs, of that size: all go into one transaction. */
    Optional<Rejection> problem(String field) {
        if (published.size() <= EventLimits.PAIRS && bytes <= EventLimits.PAIR_BYTES) {
            return Optional.empty();
        }
        String limit = published.size() > EventLimits.PAIRS
                ? "%,d pairs".formatted(EventLimits.PAIRS)
                : "%,d bytes of pairs, each with the conversation and two answers".formatted(EventLimits.PAIR_BYTES);
        return Optional.of(new Rejection(
                RejectionReason.TOO_MANY_PAIRS,
                field,
                "would make prompt %s have more than %s at once"
                        .formatted(Shown.of(ledger.key().toString()), limit)));
    }

    /** Whether the pair that stands is that of a claim; it may have been published under an id of an earlier form. */
    private boolean says(PreferencePair pair, Claim claim) {
        FeedbackKind kind = pair.getSource().getKind();
        return pair.getPairId().equals(PairId.of(ledger.key(), kind, claim))
                || pair.getPairId().equals(PairId.earlier(ledger.key(), kind, claim));
    }

    private void withdraw(Slot slot, PreferencePair standing) {
        ledger.standing().remove(slot);
        gated.withdrawn(standing);
        if (published.remove(standing.getPairId()) == null) { // else nobody has seen it
            withdrawn.put(
                    standing.getPairId(),
                    gated.leaving(withTexts(standing)
                            .setOperation(PairOperation.WITHDRAW)
                            .build()));
        }
    }

    private void publish(Slot slot, PreferencePair pair) {
        ledger.standing().put(slot, pair);
        gated.published(slot, pair);
        if (withdrawn.remove(pair.getPairId()) == null) { // else it was never away
            published.put(pair.getPairId(), pair);
            bytes += PairSize.of(pair);
        }
    }

    private PreferencePair.Builder withTexts(PreferencePair standing) {
        Optional<Texts> texts = ledger.texts().prompt();
        return PreferencePair.newBuilder(standing)
                .setPrompt(texts.map(Texts::messages).orElse(List.of()))
                .setTools(texts.flatMap(Texts::tools).orElse(null))
                .setChosen(withText(standing.getChosen()))
                .setRejected(withText(standing.getRejected()));
    }

    private Completion withText(Completion answer) {
        return Completion.newBuilder(answer)
                .setMessages(answers.find(answer.getResponseId())
                        .map(Completion::getMessages)
                        .orElse(List.of()))
                .build();
    }

    /** The pair of a claim, if the texts are known and something can be learned from them. */
    private Optional<PreferencePair> pair(Claim claim) {
        Optional<Texts> texts = ledger.texts().prompt();
        Optional<Completion> chosen = answers.find(claim.better()).filter(Answers::says);
        Optional<Completion> rejected = answers.find(claim.worse()).filter(Answers::says);
        if (texts.isEmpty() || chosen.isEmpty() || rejected.isEmpty() || Answers.equal(chosen.get(), rejected.get())) {
            return Optional.empty();
        }
        FeedbackEvent event = event(latest(claim));
        String id = PairId.of(ledger.key(), FeedbackRules.kind(event), claim);
        return Optional.of(
                Pairs.of(ledger.key(), id, claim, event, ledger.claims().owner())
                        .setPrompt(texts.get().messages())
                        .setTools(texts.get().tools().orElse(null))
                        .setChosen(chosen.get())
                        .setRejected(rejected.get())
                        .build());
    }

    private static EventKey latest(Claim claim) {
        return claim.basis().get(claim.basis().size() - 1);
    }

    private FeedbackEvent event(EventKey key) {
        return events.apply(key)
                .orElseThrow(() -> new IllegalStateException("prompt %s lacks event %s"
                        .formatted(Shown.of(ledger.key().toString()), Shown.of(key.id()))));
    }
}
