package dev.laurel.ingest.pair;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.laurel.ingest.check.Checked;
import dev.laurel.ingest.check.Findings;
import dev.laurel.ingest.check.Rejection;
import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.Completion;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackOperation;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.accept.Shown;

/**
 * Everything known about one prompt. The pairs of a prompt are a function of its ledger ({@link Pairs}), so a record's effect is the difference between
 * the pairs after it and those before. Immutable; whatever the order in which feedback and responses arrive, the same records give the same pairs.
 *
 * @param prompt the conversation; empty while nothing is known
 * @param answers the answers whose text is known, by response id
 * @param feedback the feedback that counts, by event id, in order of arrival; without the texts, which are above
 * @param past ids of the events that no longer count, or never did: what was replaced or retracted, and the retractions
 */
public record PromptLedger(
        PromptKey key,
        List<Message> prompt,
        Map<String, Completion> answers,
        Map<String, FeedbackEvent> feedback,
        Set<String> past) {

    public PromptLedger {
        prompt = List.copyOf(prompt);
        answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
        feedback = Collections.unmodifiableMap(new LinkedHashMap<>(feedback));
        past = Collections.unmodifiableSet(new LinkedHashSet<>(past));
    }

    public static PromptLedger empty(PromptKey key) {
        return new PromptLedger(key, List.of(), Map.of(), Map.of(), Set.of());
    }

    public Optional<Completion> answer(String responseId) {
        return Optional.ofNullable(answers.get(responseId));
    }

    /** The preference for one answer over another, if the texts of both are known. */
    Optional<Preference> preferring(String better, String worse, Optional<Double> margin, FeedbackEvent... basis) {
        return answer(better).flatMap(chosen -> answer(worse)
                .map(rejected -> new Preference(chosen, rejected, margin, 1, List.of(basis))));
    }

    /** Enters feedback that {@link FeedbackRules#check} found good by itself. */
    public EntryOutcome enter(FeedbackEvent event) {
        if (feedback.containsKey(event.getEventId()) || past.contains(event.getEventId())) {
            return repetition(event);
        }
        Findings findings = new Findings();
        event.getSupersedes().ifPresent(superseded -> checkSuperseded(superseded, findings));
        PromptLedger after = event.getOperation() == FeedbackOperation.RETRACT
                ? without(event.getSupersedes()).passing(event.getEventId())
                : without(event.getSupersedes())
                        .about(event.getMessages(), findings)
                        .holding(event.getCandidates(), findings)
                        .counting(event);
        return entry(FeedbackRules.checkPreferences(event, after, findings).of(after), "payload");
    }

    /** Enters a response that {@link FeedbackRules#check} found good by itself: its text completes the feedback that waits for it. */
    public EntryOutcome enter(GeneratedResponse response) {
        Completion answer = Completion.newBuilder()
                .setResponseId(response.getResponseId())
                .setGenerator(response.getGenerator().orElse(null))
                .setMessages(List.of(Messages.text("assistant", response.getResponse())))
                .build();
        Findings findings = new Findings();
        PromptLedger after = about(response.getMessages(), findings).holding(answer, "response", findings);
        answer(response.getResponseId())
                .flatMap(Completion::getGenerator)
                .ifPresent(known -> findings.expect(
                        known.equals(response.getGenerator().orElse(known)),
                        RejectionReason.CONFLICTING_REPETITION,
                        "generator",
                        "response %s of prompt %s came before, from generator %s",
                        Shown.of(response.getResponseId()),
                        shownKey(),
                        Shown.of(known)));
        return findings.first().isEmpty() && after.equals(this)
                ? new EntryOutcome.Repeated()
                : entry(findings.of(after), "response");
    }

    /** An event whose id is known already. Of events that no longer count only the id is, so that they are taken for equal. */
    private EntryOutcome repetition(FeedbackEvent event) {
        FeedbackEvent first = feedback.get(event.getEventId());
        List<String> differing = first == null ? List.of() : Repetition.differences(first, event, this);
        return differing.isEmpty()
                ? new EntryOutcome.Repeated()
                : new EntryOutcome.Refused(new Rejection(
                        RejectionReason.CONFLICTING_REPETITION,
                        "event_id",
                        "event %s of prompt %s came before, with other %s"
                                .formatted(Shown.of(event.getEventId()), shownKey(), String.join(", ", differing))));
    }

    private EntryOutcome entry(Checked<PromptLedger> checked, String field) {
        if (checked instanceof Checked.Rejected<PromptLedger> rejected) {
            return new EntryOutcome.Refused(rejected.rejection());
        }
        PromptLedger after = ((Checked.Valid<PromptLedger>) checked).value();
        return PairBudget.problem(this, after, field)
                .<EntryOutcome>map(EntryOutcome.Refused::new)
                .orElseGet(() -> new EntryOutcome.Entered(after));
    }

    private String shownKey() {
        return Shown.of(key.toString());
    }

    private void checkSuperseded(String superseded, Findings findings) {
        findings.expect(
                feedback.containsKey(superseded),
                RejectionReason.UNKNOWN_EVENT,
                "supersedes",
                past.contains(superseded)
                        ? "event %s of prompt %s was replaced or retracted before"
                        : "no event %s is known of prompt %s",
                Shown.of(superseded),
                shownKey());
    }

    private PromptLedger about(List<Message> messages, Findings findings) {
        findings.expect(
                prompt.isEmpty() || prompt.equals(messages),
                RejectionReason.CONFLICTING_PROMPT,
                "messages",
                "prompt %s already stands for another conversation",
                shownKey());
        return new PromptLedger(key, messages, answers, feedback, past);
    }

    private PromptLedger holding(List<Candidate> candidates, Findings findings) {
        PromptLedger ledger = this;
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            if (!candidate.getMessages().isEmpty()) {
                Completion answer = new Completion(
                        candidate.getResponseId(),
                        candidate.getGenerator().orElse(null),
                        candidate.getMessages(),
                        candidate.getScore().orElse(null));
                ledger = ledger.holding(answer, "candidates[%d].messages".formatted(i), findings);
            }
        }
        return ledger;
    }

    private PromptLedger holding(Completion answer, String field, Findings findings) {
        Optional<Completion> known = answer(answer.getResponseId());
        findings.expect(
                known.map(Completion::getMessages)
                        .filter(text -> !text.equals(answer.getMessages()))
                        .isEmpty(),
                RejectionReason.CONFLICTING_TEXT,
                field,
                "response %s of prompt %s already stands for another text",
                Shown.of(answer.getResponseId()),
                shownKey());
        Map<String, Completion> all = new LinkedHashMap<>(answers);
        all.put(
                answer.getResponseId(),
                new Completion(
                        answer.getResponseId(),
                        known.flatMap(Completion::getGenerator)
                                .or(answer::getGenerator)
                                .orElse(null),
                        answer.getMessages(),
                        known.flatMap(Completion::getScore).or(answer::getScore).orElse(null)));
        return new PromptLedger(key, prompt, all, feedback, past);
    }

    private PromptLedger counting(FeedbackEvent event) {
        Map<String, FeedbackEvent> all = new LinkedHashMap<>(feedback);
        all.put(event.getEventId(), withoutTexts(event));
        return new PromptLedger(key, prompt, answers, all, past);
    }

    /** What a ledger keeps of an event: its texts are kept once for all events. */
    static FeedbackEvent withoutTexts(FeedbackEvent event) {
        List<Candidate> withoutTexts = event.getCandidates().stream()
                .map(candidate ->
                        Candidate.newBuilder(candidate).setMessages(List.of()).build())
                .toList();
        return FeedbackEvent.newBuilder(event)
                .setMessages(List.of())
                .setCandidates(withoutTexts)
                .build();
    }

    private PromptLedger without(Optional<String> superseded) {
        if (superseded.isEmpty()) {
            return this;
        }
        Map<String, FeedbackEvent> rest = new LinkedHashMap<>(feedback);
        rest.remove(superseded.get());
        return new PromptLedger(key, prompt, answers, rest, past).passing(superseded.get());
    }

    private PromptLedger passing(String eventId) {
        Set<String> all = new LinkedHashSet<>(past);
        all.add(eventId);
        return new PromptLedger(key, prompt, answers, feedback, all);
    }
}
