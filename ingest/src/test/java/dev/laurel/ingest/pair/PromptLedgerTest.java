package dev.laurel.ingest.pair;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import dev.laurel.ingest.Samples;
import dev.laurel.ingest.check.Rejection;
import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.Comparison;
import dev.laurel.schema.ComparisonOutcome;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.Ranking;

import org.junit.jupiter.api.Test;

import static dev.laurel.ingest.Samples.NOON;
import static dev.laurel.ingest.Samples.answer;
import static dev.laurel.ingest.Samples.but;
import static dev.laurel.ingest.Samples.comparison;
import static dev.laurel.ingest.Samples.feedback;
import static dev.laurel.ingest.Samples.pairWithoutTexts;
import static dev.laurel.ingest.Samples.rating;
import static dev.laurel.ingest.Samples.response;
import static dev.laurel.ingest.Samples.retraction;
import static dev.laurel.ingest.Samples.update;
import static dev.laurel.ingest.check.RejectionReason.CONFLICTING_PROMPT;
import static dev.laurel.ingest.check.RejectionReason.CONFLICTING_REPETITION;
import static dev.laurel.ingest.check.RejectionReason.CONFLICTING_TEXT;
import static dev.laurel.ingest.check.RejectionReason.EQUAL_ANSWERS;
import static dev.laurel.ingest.check.RejectionReason.TOO_MANY_PAIRS;
import static dev.laurel.ingest.check.RejectionReason.UNKNOWN_EVENT;
import static org.assertj.core.api.Assertions.assertThat;

class PromptLedgerTest {

    @Test
    void feedbackWaitsUntilTheTextOfEveryAnswerIsKnown() {
        Prompt prompt = new Prompt();

        assertThat(prompt.take(pairWithoutTexts("e1"))).isEmpty();
        assertThat(prompt.take(response("a"))).isEmpty();
        assertThat(prompt.take(response("b"))).extracting(Prompt::shown).containsExactly("a>b");
    }

    @Test
    void pairsDoNotDependOnTheOrderOfArrival() {
        Ranking ranking = new Ranking(List.of(List.of("a"), List.of("b"), List.of("c")));
        List<UnaryOperator<PromptLedger>> records = new ArrayList<>(List.of(
                ledger -> entered(ledger, ledger.enter(pairWithoutTexts("e1"))),
                ledger -> entered(ledger, ledger.enter(feedback("e2", ranking))),
                ledger -> entered(ledger, ledger.enter(comparison("e3", ComparisonOutcome.B))),
                ledger -> entered(ledger, ledger.enter(rating("e4", "a", 2))),
                ledger -> entered(ledger, ledger.enter(rating("e5", "c", 5))),
                ledger -> entered(ledger, ledger.enter(response("b"))),
                ledger -> entered(ledger, ledger.enter(response("c")))));
        Set<String> inOrder = pairs(records);
        Random random = new Random(7);

        assertThat(inOrder).hasSize(6);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(records, random);
            assertThat(pairs(records)).isEqualTo(inOrder);
        }
    }

    @Test
    void equalRepetitionIsDroppedWhateverTimeItNames() {
        Prompt prompt = Prompt.after(comparison("e1", ComparisonOutcome.A));
        FeedbackEvent later = but(comparison("e1", ComparisonOutcome.A), e -> e.setEventTime(NOON.plusSeconds(9)));

        assertThat(prompt.ledger.enter(later)).isInstanceOf(EntryOutcome.Repeated.class);
        assertThat(prompt.ledger.enter(comparison("e1", ComparisonOutcome.A)))
                .isInstanceOf(EntryOutcome.Repeated.class);
    }

    @Test
    void repetitionWithOtherContentNamesWhatDiffers() {
        Prompt prompt = Prompt.after(comparison("e1", ComparisonOutcome.A));

        assertThat(prompt.refuse(comparison("e1", ComparisonOutcome.TIE)).message())
                .isEqualTo("event_id: event \"e1\" of prompt \"acme/p1\" came before, with other payload");
        assertThat(prompt.refuse(but(comparison("e1", ComparisonOutcome.A), e -> e.setComment("Hm")))
                        .detail())
                .endsWith("with other comment");
        assertThat(prompt.refuse(feedback(
                                "e1",
                                new Comparison("a", "b", ComparisonOutcome.A, null),
                                answer("a", "Another"),
                                answer("b")))
                        .detail())
                .endsWith("with other candidates");
        assertThat(prompt.refuse(but(
                                comparison("e1", ComparisonOutcome.A),
                                e -> e.setMessages(List.of(Messages.text("user", "Another")))))
                        .detail())
                .endsWith("with other messages");
    }

    @Test
    void responsePublishedAgainByAnotherGeneratorIsRefused() {
        Prompt prompt = new Prompt();
        prompt.take(
                GeneratedResponse.newBuilder(response("a")).setGenerator("one").build());

        assertThat(prompt.refuse(GeneratedResponse.newBuilder(response("a"))
                                .setGenerator("two")
                                .build())
                        .reason())
                .isEqualTo(CONFLICTING_REPETITION);
        assertThat(prompt.ledger.enter(response("a"))).isInstanceOf(EntryOutcome.Repeated.class);
    }

    @Test
    void emptyAnswerMakesNoPair() {
        Prompt prompt = Prompt.after(pairWithoutTexts("e1"));
        prompt.take(response("a"));

        assertThat(prompt.take(response("b", ""))).isEmpty();
    }

    @Test
    void pairsOfManyRecordsAreBoundedTogether() {
        Prompt prompt = new Prompt();
        for (int i = 0; i < 4; i++) {
            prompt.take(ranking("e" + i, 70));
        }
        assertThat(prompt.published).hasSize(4 * 70 * 69 / 2);

        assertThat(prompt.refuse(ranking("e4", 70)).reason()).isEqualTo(TOO_MANY_PAIRS);
        prompt.take(retraction("r0", "e0"));
        assertThat(prompt.take(ranking("e5", 70))).hasSize(70 * 69 / 2);
    }

    @Test
    void responsesCannotMakeMorePairsOfWaitingFeedbackThanAreBounded() {
        List<Message> conversation = List.of(Messages.text("user", "p".repeat(1_000_000)));
        Prompt prompt = new Prompt();
        prompt.take(but(ranking("e1", 20), e -> e.setMessages(conversation).setCandidates(List.of())));
        List<RejectionReason> refused = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            GeneratedResponse response = GeneratedResponse.newBuilder(response("a" + i))
                    .setMessages(conversation)
                    .build();
            if (prompt.ledger.enter(response) instanceof EntryOutcome.Refused refusal) {
                refused.add(refusal.rejection().reason());
            } else {
                prompt.take(response);
            }
        }

        assertThat(prompt.published).hasSizeBetween(20, 33);
        assertThat(refused).isNotEmpty().containsOnly(TOO_MANY_PAIRS);
    }

    private static FeedbackEvent ranking(String eventId, int answers) {
        List<String> ids = IntStream.range(0, answers).mapToObj(i -> "a" + i).toList();
        return feedback(
                eventId,
                new Ranking(ids.stream().map(List::of).toList()),
                ids.stream().map(Samples::answer).toArray(Candidate[]::new));
    }

    @Test
    void retractionWithdrawsEveryPairThatRestsOnTheEvent() {
        Prompt prompt = Prompt.after(rating("e1", "a", 5), rating("e2", "b", 3), rating("e3", "c", 1));

        List<PreferencePair> changes = prompt.take(retraction("e4", "e2"));

        assertThat(changes).extracting(PreferencePair::getOperation).containsOnly(PairOperation.WITHDRAW);
        assertThat(changes).extracting(Prompt::shown).containsExactlyInAnyOrder("a>b", "b>c");
        assertThat(prompt.standing()).containsExactly("a>c");
    }

    @Test
    void updateTakesThePlaceOfTheEventItSupersedes() {
        Prompt prompt = Prompt.after(comparison("e1", ComparisonOutcome.A));

        List<PreferencePair> changes = prompt.take(update(comparison("e2", ComparisonOutcome.B), "e1"));

        assertThat(changes)
                .extracting(PreferencePair::getOperation)
                .containsExactly(PairOperation.WITHDRAW, PairOperation.PUBLISH);
        assertThat(prompt.standing()).containsExactly("b>a");
    }

    @Test
    void withdrawalNamesThePairThatWasPublished() {
        Prompt prompt = Prompt.after(comparison("e1", ComparisonOutcome.A));
        String published = prompt.published.get(0).getPairId();

        assertThat(prompt.take(retraction("e2", "e1")))
                .extracting(PreferencePair::getPairId)
                .containsExactly(published);
    }

    @Test
    void eventIsTakenOnceEvenAfterItWasRetracted() {
        FeedbackEvent event = comparison("e1", ComparisonOutcome.A);
        Prompt prompt = Prompt.after(event);

        assertThat(prompt.ledger.enter(event)).isInstanceOf(EntryOutcome.Repeated.class);
        prompt.take(retraction("e2", "e1"));
        assertThat(prompt.ledger.enter(event)).isInstanceOf(EntryOutcome.Repeated.class);
        assertThat(prompt.ledger.enter(retraction("e2", "e1"))).isInstanceOf(EntryOutcome.Repeated.class);
    }

    @Test
    void responseIsTakenOnce() {
        Prompt prompt = new Prompt();
        prompt.take(response("a"));

        assertThat(prompt.ledger.enter(response("a"))).isInstanceOf(EntryOutcome.Repeated.class);
    }

    @Test
    void retractionOfAnUnknownEventIsRefused() {
        Rejection rejection = new Prompt().refuse(retraction("e2", "e1"));

        assertThat(rejection.reason()).isEqualTo(UNKNOWN_EVENT);
        assertThat(rejection.message()).isEqualTo("supersedes: no event \"e1\" is known of prompt \"acme/p1\"");
    }

    @Test
    void retractionOfARetractedEventIsRefused() {
        Prompt prompt = Prompt.after(comparison("e1", ComparisonOutcome.A), retraction("e2", "e1"));

        assertThat(prompt.refuse(retraction("e3", "e1")).message()).contains("was replaced or retracted before");
    }

    @Test
    void anotherConversationUnderThePromptsIdIsRefused() {
        Prompt prompt = Prompt.after(comparison("e1", ComparisonOutcome.A));
        List<Message> other = List.of(Messages.text("user", "Why is grass green?"));

        assertThat(prompt.refuse(but(comparison("e2", ComparisonOutcome.A), e -> e.setMessages(other)))
                        .reason())
                .isEqualTo(CONFLICTING_PROMPT);
    }

    @Test
    void anotherTextUnderAnAnswersIdIsRefused() {
        Prompt prompt = Prompt.after(comparison("e1", ComparisonOutcome.A));

        assertThat(prompt.refuse(response("a", "Something else")).reason()).isEqualTo(CONFLICTING_TEXT);
    }

    @Test
    void preferenceBetweenEqualTextsIsRefused() {
        Prompt prompt = new Prompt();
        prompt.take(response("a", "Same"));
        prompt.take(response("b", "Same"));

        Rejection rejection = prompt.refuse(pairWithoutTexts("e1"));

        assertThat(rejection.reason()).isEqualTo(EQUAL_ANSWERS);
        assertThat(rejection.message()).contains("\"a\"", "\"b\"", "acme/p1");
    }

    @Test
    void textsThatTurnOutEqualGiveNoPair() {
        Prompt prompt = Prompt.after(pairWithoutTexts("e1"));
        prompt.take(response("a", "Same"));

        assertThat(prompt.take(response("b", "Same"))).isEmpty();
    }

    @Test
    void candidateWithTextCompletesEarlierFeedback() {
        Prompt prompt = Prompt.after(pairWithoutTexts("e1"));

        assertThat(prompt.take(feedback("e2", new Ranking(List.of(List.of("b", "a"))), answer("a"), answer("b"))))
                .extracting(Prompt::shown)
                .containsExactly("a>b");
    }

    private static Set<String> pairs(List<UnaryOperator<PromptLedger>> records) {
        PromptLedger ledger = new Prompt().ledger;
        for (UnaryOperator<PromptLedger> record : records) {
            ledger = record.apply(ledger);
        }
        return Pairs.of(ledger).keySet();
    }

    private static PromptLedger entered(PromptLedger before, EntryOutcome entry) {
        assertThat(entry).isNotInstanceOf(EntryOutcome.Refused.class);
        return entry instanceof EntryOutcome.Entered entered ? entered.ledger() : before;
    }
}
