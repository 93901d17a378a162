package dev.laurel.ingest.pair;

import java.util.List;
import java.util.stream.IntStream;

import dev.laurel.ingest.Samples;
import dev.laurel.ingest.check.Checked;
import dev.laurel.schema.ActorKind;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.Comparison;
import dev.laurel.schema.ComparisonOutcome;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackOperation;
import dev.laurel.schema.FeedbackSource;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PremadePair;
import dev.laurel.schema.Ranking;
import dev.laurel.schema.Rating;

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
    void equalRepetitionIsDroppedWhateverTimeItNames() {
        Prompt prompt = Prompt.after(comparison("e1", ComparisonOutcome.A));
        FeedbackEvent later = but(comparison("e1", ComparisonOutcome.A), e -> e.setEventTime(NOON.plusSeconds(9)));

        assertThat(prompt.enter(later)).isInstanceOf(EntryOutcome.Repeated.class);
        assertThat(prompt.enter(comparison("e1", ComparisonOutcome.A))).isInstanceOf(EntryOutcome.Repeated.class);
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
        assertThat(prompt.enter(response("a"))).isInstanceOf(EntryOutcome.Repeated.class);
    }

    @Test
    void emptyAnswerMakesNoPair() {
        Prompt prompt = Prompt.after(pairWithoutTexts("e1"));
        prompt.take(response("a"));

        assertThat(prompt.take(response("b", ""))).isEmpty();
    }

    @Test
    void pairsOfOneRecordAreBoundedAndThoseOfAPromptAreNot() {
        Prompt prompt = new Prompt();
        for (int i = 0; i < 5; i++) {
            String annotator = "ann" + i;
            prompt.take(but(
                    ranking("e" + i, 70),
                    e -> e.setSource(FeedbackSource.newBuilder(e.getSource())
                            .setAnnotator(annotator)
                            .build())));
        }
        assertThat(prompt.published).hasSize(5 * 70 * 69 / 2);

        assertThat(FeedbackRules.check(ranking("e5", 142))).isInstanceOf(Checked.Rejected.class);
    }

    @Test
    void responseMakesAsManyPairsOfWaitingFeedbackAtOnceAsAreBoundedAndTheOthersFollow() {
        List<Message> conversation = List.of(Messages.text("user", "p".repeat(1_000_000)));
        Prompt prompt = new Prompt();
        prompt.take(but(ranking("e1", 40), e -> e.setMessages(conversation).setCandidates(List.of())));
        int most = 0;
        for (int i = 0; i < 40; i++) {
            GeneratedResponse response = GeneratedResponse.newBuilder(response("a" + i))
                    .setMessages(conversation)
                    .build();
            most = Math.max(most, prompt.take(response).size());
        }
        assertThat(most).isBetween(3, 4);

        for (int more = prompt.goOn(); more > 0; more = prompt.goOn()) {
            assertThat(more).isLessThanOrEqualTo(40);
        }
        assertThat(prompt.published).hasSize(40 * 39 / 2);
        assertThat(prompt.standing()).hasSize(40 * 39 / 2);
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

        assertThat(prompt.enter(event)).isInstanceOf(EntryOutcome.Repeated.class);
        prompt.take(retraction("e2", "e1"));
        assertThat(prompt.enter(event)).isInstanceOf(EntryOutcome.Repeated.class);
        assertThat(prompt.enter(retraction("e2", "e1"))).isInstanceOf(EntryOutcome.Repeated.class);
    }

    @Test
    void responseIsTakenOnce() {
        Prompt prompt = new Prompt();
        prompt.take(response("a"));

        assertThat(prompt.enter(response("a"))).isInstanceOf(EntryOutcome.Repeated.class);
    }

    @Test
    void retractionThatComesFirstLetsItsEventNeverCount() {
        Prompt prompt = new Prompt();

        assertThat(prompt.take(retraction("e2", "e1"))).isEmpty();
        assertThat(prompt.take(comparison("e1", ComparisonOutcome.A))).isEmpty();
        assertThat(prompt.enter(comparison("e1", ComparisonOutcome.A))).isInstanceOf(EntryOutcome.Repeated.class);
        assertThat(prompt.take(rating("e3", "a", 1))).isEmpty();
        assertThat(prompt.take(feedback("e4", new Rating("b", 2.0, 1.0, 5.0))))
                .as("the text came with what was retracted")
                .extracting(Prompt::shown)
                .containsExactly("b>a");
    }

    @Test
    void retractionByAnotherSystemChangesNothing() {
        Prompt prompt = Prompt.after(comparison("e1", ComparisonOutcome.A));
        FeedbackSource other = new FeedbackSource("other", ActorKind.CODE, null, null);

        assertThat(prompt.take(but(retraction("e2", "e1"), e -> e.setSource(other))))
                .isEmpty();
        assertThat(prompt.standing()).containsExactly("a>b");
    }

    @Test
    void ofTheEventsWithOneFeedbackIdTheLatestCounts() {
        FeedbackEvent first = but(comparison("e1", ComparisonOutcome.A), e -> e.setFeedbackId("f"));
        FeedbackEvent second = but(
                comparison("e2", ComparisonOutcome.B), e -> e.setFeedbackId("f").setEventTime(NOON.plusSeconds(1)));
        FeedbackEvent taken = but(feedback("e3", null), e -> e.setFeedbackId("f")
                .setOperation(FeedbackOperation.RETRACT)
                .setEventTime(NOON.plusSeconds(2))
                .setMessages(List.of()));

        assertThat(Prompt.after(first, second).standing()).containsExactly("b>a");
        assertThat(Prompt.after(second, first).standing()).containsExactly("b>a");
        assertThat(Prompt.after(taken, second, first).standing()).isEmpty();
        assertThat(Prompt.after(first, taken, second).standing()).isEmpty();
    }

    @Test
    void feedbackWithoutMessagesJoinsThePromptsOwn() {
        FeedbackEvent without = but(comparison("e1", ComparisonOutcome.A), e -> e.setMessages(List.of()));
        Prompt prompt = new Prompt();

        assertThat(prompt.take(without)).isEmpty();
        assertThat(prompt.take(response("c"))).extracting(Prompt::shown).containsExactly("a>b");
        assertThat(prompt.take(but(without, e -> e.setEventId("e2")
                        .setSource(new FeedbackSource("labelling", ActorKind.ANNOTATOR, null, "bob")))))
                .hasSize(1);
    }

    @Test
    void whiteSpaceAtTheEndOfARepeatedTurnIsNoOtherConversation() {
        Prompt prompt = Prompt.after(comparison("e1", ComparisonOutcome.A));
        List<Message> spaced = List.of(Messages.text("user", "Why is the sky blue? "));

        assertThat(prompt.enter(but(comparison("e2", ComparisonOutcome.B), e -> e.setMessages(spaced))))
                .isInstanceOf(EntryOutcome.Entered.class);
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
    void preferenceBetweenEqualTextsOfOneEventIsRefused() {
        FeedbackEvent event = feedback("e1", new PremadePair("a", "b", null), answer("a", "Same"), answer("b", "Same"));

        assertThat(FeedbackRules.check(event)).isInstanceOfSatisfying(Checked.Rejected.class, rejected -> assertThat(
                        rejected.rejection().reason())
                .isEqualTo(EQUAL_ANSWERS));
    }

    @Test
    void preferenceBetweenTextsThatAreKnownToBeEqualGivesNoPair() {
        Prompt prompt = new Prompt();
        prompt.take(response("a", "Same"));
        prompt.take(response("b", "Same"));

        assertThat(prompt.take(pairWithoutTexts("e1"))).isEmpty();
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
}
