package dev.laurel.ingest.pair;

import java.util.List;
import java.util.stream.Stream;

import dev.laurel.ingest.Samples;
import dev.laurel.ingest.ledger.EventKey;
import dev.laurel.schema.ActorKind;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.ComparisonOutcome;
import dev.laurel.schema.Completion;
import dev.laurel.schema.Edit;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.FeedbackSource;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PremadePair;
import dev.laurel.schema.Ranking;
import dev.laurel.schema.Rating;
import dev.laurel.schema.Regenerate;
import dev.laurel.schema.Thumb;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.laurel.ingest.Samples.answer;
import static dev.laurel.ingest.Samples.but;
import static dev.laurel.ingest.Samples.comparison;
import static dev.laurel.ingest.Samples.feedback;
import static dev.laurel.ingest.Samples.rating;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What each kind of feedback says about answers. */
class PairRulesTest {

    static Stream<Schema> payloads() {
        return FeedbackEvent.getClassSchema().getField("payload").schema().getTypes().stream()
                .filter(schema -> schema.getType() == Schema.Type.RECORD);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void everyKindOfFeedbackHasARule(Schema payload) throws ReflectiveOperationException {
        Object empty =
                Class.forName(payload.getFullName()).getDeclaredConstructor().newInstance();

        assertThat(FeedbackRules.kind(feedback("e1", empty))).isNotEqualTo(FeedbackKind.UNKNOWN);
    }

    @Test
    void premadePairIsTakenAsItIs() {
        Candidate scored = Candidate.newBuilder(answer("a"))
                .setScore(4.5)
                .setGenerator("m1")
                .build();
        FeedbackEvent event =
                but(feedback("e1", new PremadePair("a", "b", 1.5), scored, answer("b")), e -> e.setTask("rich")
                        .setLanguage("en"));

        PreferencePair pair = Prompt.after(event).published.get(0);

        assertThat(pair.getOperation()).isEqualTo(PairOperation.PUBLISH);
        assertThat(pair.getPrompt()).isEqualTo(Samples.PROMPT);
        assertThat(pair.getChosen())
                .isEqualTo(new Completion("a", "m1", List.of(Messages.text("assistant", "Answer a")), 4.5));
        assertThat(pair.getRejected().getResponseId()).isEqualTo("b");
        assertThat(pair.getMargin()).hasValue(1.5);
        assertThat(pair.getWeight()).isEqualTo(1);
        assertThat(pair.getTask()).isEqualTo("rich");
        assertThat(pair.getLanguage()).hasValue("en");
        assertThat(pair.getEventTime()).isEqualTo(Samples.NOON);
        assertThat(pair.getSource().getKind()).isEqualTo(FeedbackKind.PREMADE_PAIR);
        assertThat(pair.getSource().getAnnotator()).hasValue("ann");
        assertThat(pair.getSource().getEventIds()).containsExactly("e1");
    }

    @Test
    void comparisonPrefersTheBetterAnswer() {
        assertThat(Prompt.after(comparison("e1", ComparisonOutcome.A)).standing())
                .containsExactly("a>b");
        assertThat(Prompt.after(comparison("e1", ComparisonOutcome.B)).standing())
                .containsExactly("b>a");
    }

    @Test
    void tieAndTwoBadAnswersAreRecordedWithoutAPair() {
        Prompt prompt =
                Prompt.after(comparison("e1", ComparisonOutcome.TIE), comparison("e2", ComparisonOutcome.BOTH_BAD));

        assertThat(prompt.published).isEmpty();
        assertThat(prompt.ledger().judgements().find(new EventKey("labelling", "e2")))
                .isPresent();
    }

    @Test
    void ratingsAreComparedOnAScaleFromZeroToOne() {
        Prompt prompt = Prompt.after(
                rating("e1", "a", 4), // 0.75 of 1..5
                feedback("e2", new Rating("b", 50.0, 0.0, 100.0), answer("b")));

        PreferencePair pair = prompt.published.get(0);
        assertThat(prompt.standing()).containsExactly("a>b");
        assertThat(pair.getMargin().orElseThrow()).isCloseTo(0.25, within(1e-12));
        assertThat(pair.getSource().getEventIds()).containsExactly("e1", "e2");
    }

    @Test
    void everyTwoRatedAnswersMakeAPairUnlessTheyAreRatedAlike() {
        Prompt prompt = Prompt.after(rating("e1", "a", 5), rating("e2", "b", 1), rating("e3", "c", 1));

        assertThat(prompt.standing()).containsExactly("a>b", "a>c");
    }

    @Test
    void ratingsOfTwoRatersAreNotCompared() {
        FeedbackSource bob = new FeedbackSource("labelling", ActorKind.ANNOTATOR, null, "bob");
        FeedbackSource reader = new FeedbackSource("web", ActorKind.END_USER, "bob", null);
        FeedbackSource system = new FeedbackSource("bob", ActorKind.CODE, null, null);

        Prompt prompt = Prompt.after(
                rating("e1", "a", 5),
                but(rating("e2", "b", 1), e -> e.setSource(bob)),
                but(rating("e3", "c", 2), e -> e.setSource(reader)),
                but(rating("e4", "d", 3), e -> e.setSource(system)));

        assertThat(prompt.published).isEmpty();
    }

    @Test
    void ratingsForTwoTasksAreNotCompared() {
        Prompt prompt = Prompt.after(rating("e1", "a", 5), but(rating("e2", "b", 1), e -> e.setTask("plain")));

        assertThat(prompt.published).isEmpty();
    }

    @Test
    void laterRatingOfAnAnswerTakesThePlaceOfTheEarlier() {
        Prompt prompt = Prompt.after(rating("e1", "a", 5), rating("e2", "b", 3), rating("e3", "a", 1));

        assertThat(prompt.published)
                .extracting(PreferencePair::getOperation)
                .containsExactly(PairOperation.PUBLISH, PairOperation.WITHDRAW, PairOperation.PUBLISH);
        assertThat(prompt.standing()).containsExactly("b>a");
    }

    @Test
    void thumbUpIsPreferredToThumbDownOfTheSameRater() {
        Prompt prompt = Prompt.after(
                feedback("e1", new Thumb("a", false), answer("a")),
                feedback("e2", new Thumb("b", true), answer("b")),
                feedback("e3", new Thumb("c", true), answer("c")));

        assertThat(prompt.standing()).containsExactly("b>a", "c>a");
        assertThat(prompt.published).extracting(PreferencePair::getMargin).allMatch(margin -> margin.isEmpty());
    }

    @Test
    void rankingWeighsItsPairsByTheNumberOfAllPairs() {
        Ranking ranking = new Ranking(List.of(List.of("a"), List.of("b", "c"), List.of("d")));

        Prompt prompt = Prompt.after(feedback("e1", ranking, answer("a"), answer("b"), answer("c"), answer("d")));

        assertThat(prompt.standing()).containsExactly("a>b", "a>c", "a>d", "b>d", "c>d");
        assertThat(prompt.published).extracting(PreferencePair::getWeight).containsOnly(1.0 / 6);
    }

    @Test
    void editIsPreferredToTheOriginal() {
        PreferencePair pair = Prompt.after(feedback("e1", new Edit("a", "Better"), answer("a")))
                .published
                .get(0);

        assertThat(pair.getChosen().getMessages()).containsExactly(Messages.text("assistant", "Better"));
        assertThat(pair.getRejected().getMessages()).containsExactly(Messages.text("assistant", "Answer a"));
    }

    @Test
    void editIsPreferredToWhatItsAuthorRejectedAgainstTheOriginal() {
        Prompt prompt = Prompt.after(
                comparison("e1", ComparisonOutcome.A), feedback("e2", new Edit("a", "Better"), answer("a")));

        assertThat(prompt.standing()).containsExactly("a/edit/e2>a", "a/edit/e2>b", "a>b");
        assertThat(prompt.published.get(2).getSource().getKind()).isEqualTo(FeedbackKind.EDIT);
        assertThat(prompt.published.get(2).getSource().getEventIds()).containsExactly("e1", "e2");

        prompt.take(comparison("e3", ComparisonOutcome.B));
        assertThat(prompt.standing()).containsExactly("a/edit/e2>a", "b>a");
    }

    @Test
    void replacementIsPreferredToTheUnwantedAnswer() {
        assertThat(Prompt.after(feedback("e1", new Regenerate("a", "b"), answer("a"), answer("b")))
                        .standing())
                .containsExactly("b>a");
    }

    @Test
    void unwantedAnswerWithoutReplacementIsRecordedWithoutAPair() {
        Prompt prompt = Prompt.after(feedback("e1", new Regenerate("a", null), answer("a")));

        assertThat(prompt.published).isEmpty();
        assertThat(prompt.ledger().judgements().find(new EventKey("labelling", "e1")))
                .isPresent();
    }
}
