package dev.laurel.ingest.pair;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.laurel.ingest.check.Checked;
import dev.laurel.ingest.check.EnvelopeCheck;
import dev.laurel.ingest.check.EventLimits;
import dev.laurel.ingest.check.Findings;
import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.ingest.ledger.Claims;
import dev.laurel.ingest.ledger.Deadlines.Held;
import dev.laurel.ingest.ledger.MemoryEntries;
import dev.laurel.ingest.ledger.PromptLedger;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.Comparison;
import dev.laurel.schema.Edit;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.FeedbackOperation;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.PremadePair;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.Ranking;
import dev.laurel.schema.Rating;
import dev.laurel.schema.Regenerate;
import dev.laurel.schema.Thumb;
import dev.laurel.schema.accept.Shown;

/** The rules by kind of feedback, and what they say about an event. */
public final class FeedbackRules {

    private static final Map<Class<?>, PairRule<?>> RULES = Map.of(
            PremadePair.class, new PremadePairRule(),
            Comparison.class, new ComparisonRule(),
            Rating.class, new RatingRule(),
            Thumb.class, new ThumbRule(),
            Ranking.class, new RankingRule(),
            Edit.class, new EditRule(),
            Regenerate.class, new RegenerateRule());

    private static final Held NOWHERE = new Held(Instant.EPOCH, 0, 0, new byte[0]);

    private FeedbackRules() {}

    /** An event's payload with the rule that reads it. */
    private record Reading<P>(PairRule<P> rule, P payload) {

        void check(FeedbackEvent event, Findings findings) {
            Set<String> candidates =
                    event.getCandidates().stream().map(Candidate::getResponseId).collect(Collectors.toSet());
            List<PairRule.Mention> mentions = rule.mentions(payload);
            findings.expect(
                    mentions.size() <= EventLimits.CANDIDATES,
                    RejectionReason.TOO_MUCH,
                    "payload",
                    "speaks of %,d answers, more than %,d",
                    mentions.size(),
                    EventLimits.CANDIDATES);
            for (PairRule.Mention mention : mentions) {
                if (findings.first().isPresent()) {
                    return;
                }
                String field = "payload." + mention.field();
                findings.expectName(mention.responseId(), field);
                findings.expect(
                        candidates.isEmpty() || candidates.contains(mention.responseId()),
                        RejectionReason.UNKNOWN_RESPONSE,
                        field,
                        "%s is none of the candidates",
                        Shown.of(mention.responseId()));
            }
            rule.check(payload, findings);
        }

        Stream<Judgement> judgements() {
            return rule.judgements(payload);
        }

        Stream<String> mentioned() {
            return rule.mentions(payload).stream().map(PairRule.Mention::responseId);
        }
    }

    /** What can be said of an event by itself, what came of it included if it were all that is known of its prompt. */
    public static Checked<FeedbackEvent> check(FeedbackEvent event) {
        Checked<FeedbackEvent> checked = checkFields(event);
        return checked instanceof Checked.Valid<FeedbackEvent>
                        && event.getOperation() != FeedbackOperation.RETRACT
                        && alone(event) instanceof EntryOutcome.Refused refused
                ? new Checked.Rejected<>(refused.rejection())
                : checked;
    }

    /** What can be said of an event before it enters the ledger of its prompt, which finds out the rest. */
    public static Checked<FeedbackEvent> checkFields(FeedbackEvent event) {
        Findings findings = new Findings();
        EnvelopeCheck.check(event, findings);
        if (event.getOperation() != FeedbackOperation.RETRACT
                && event.getPayload().isPresent()) {
            Optional<Reading<?>> reading = reading(event);
            findings.expect(
                    reading.isPresent(),
                    RejectionReason.UNSUPPORTED_KIND,
                    "payload",
                    "no rule makes pairs of feedback of kind %s",
                    event.getPayload().get().getClass().getSimpleName());
            reading.ifPresent(found -> found.check(event, findings));
            EqualAnswers.check(event, findings);
        }
        return findings.of(event);
    }

    /** What came of the event if it were all that is known of its prompt. */
    private static EntryOutcome alone(FeedbackEvent event) {
        FeedbackEvent created = FeedbackEvent.newBuilder(event)
                .setOperation(FeedbackOperation.CREATE)
                .setSupersedes(null)
                .build();
        PromptKey key = new PromptKey(event.getTenant(), event.getPromptId());
        return new LedgerUpdate(new PromptLedger(key, new MemoryEntries()), PairSettings.DEFAULT, NOWHERE)
                .enter(created);
    }

    /** What can be said of a response by itself. */
    public static Checked<GeneratedResponse> check(GeneratedResponse response) {
        Findings findings = new Findings();
        EnvelopeCheck.check(response, findings);
        return findings.of(response);
    }

    /** What an event says of answers; nothing where it has no payload. */
    static Stream<Judgement> judgements(FeedbackEvent event) {
        return reading(event).stream().flatMap(Reading::judgements);
    }

    /** The answers that an event speaks of. */
    public static Stream<String> mentioned(FeedbackEvent event) {
        return reading(event).stream().flatMap(Reading::mentioned);
    }

    /** The answers that an event speaks of, or brings. */
    static Set<String> answers(FeedbackEvent event) {
        return Stream.concat(mentioned(event), event.getCandidates().stream().map(Candidate::getResponseId))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Notes whose the texts are that an event speaks of, where it says so. */
    static void claim(FeedbackEvent event, Claims claims) {
        event.getSource().getSubject().ifPresent(subject -> claims.add(subject, answers(event)));
    }

    static boolean speaksOf(Judgement judgement, String responseId) {
        return answers(judgement).anyMatch(responseId::equals);
    }

    /** The answers that a judgement is about. */
    static Stream<String> answers(Judgement judgement) {
        if (judgement instanceof Judgement.Stated stated) {
            return Stream.of(stated.better(), stated.worse());
        }
        if (judgement instanceof Judgement.Voted voted) {
            return Stream.of(voted.vote().better(), voted.vote().worse());
        }
        return Stream.of(
                judgement instanceof Judgement.Edited edited
                        ? edited.responseId()
                        : ((Judgement.Graded) judgement).responseId());
    }

    static FeedbackKind kind(FeedbackEvent event) {
        return reading(event)
                .<FeedbackKind>map(reading -> reading.rule().kind())
                .orElse(FeedbackKind.UNKNOWN);
    }

    private static Optional<Reading<?>> reading(FeedbackEvent event) {
        return event.getPayload().flatMap(payload -> Optional.ofNullable(RULES.get(payload.getClass()))
                .map(rule -> reading(rule, payload)));
    }

    @SuppressWarnings("unchecked") // a rule is listed under the class of its payloads
    private static <P> Reading<P> reading(PairRule<P> rule, Object payload) {
        return new Reading<>(rule, (P) payload);
    }
}
