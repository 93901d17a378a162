package dev.laurel.ingest.check;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.laurel.ingest.Samples;
import dev.laurel.ingest.pair.FeedbackRules;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.Comparison;
import dev.laurel.schema.ComparisonOutcome;
import dev.laurel.schema.Edit;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackOperation;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PremadePair;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.Ranking;
import dev.laurel.schema.Rating;
import dev.laurel.schema.Regenerate;

import org.junit.jupiter.api.Test;

import static dev.laurel.ingest.Samples.answer;
import static dev.laurel.ingest.Samples.but;
import static dev.laurel.ingest.Samples.comparison;
import static dev.laurel.ingest.Samples.feedback;
import static dev.laurel.ingest.Samples.pairWithoutTexts;
import static dev.laurel.ingest.Samples.rating;
import static dev.laurel.ingest.Samples.response;
import static dev.laurel.ingest.Samples.retraction;
import static org.assertj.core.api.Assertions.assertThat;

/** Every way in which one record can be wrong by itself, and what is said about it. */
class BadFeedbackTest {

    private static final FeedbackEvent GOOD = comparison("e1", ComparisonOutcome.A);

    @Test
    void goodFeedbackIsValid() {
        assertThat(FeedbackRules.check(GOOD)).isEqualTo(new Checked.Valid<>(GOOD));
        assertThat(FeedbackRules.check(pairWithoutTexts("e1"))).isInstanceOf(Checked.Valid.class);
        assertThat(FeedbackRules.check(retraction("e2", "e1"))).isInstanceOf(Checked.Valid.class);
        assertThat(FeedbackRules.check(response("a"))).isInstanceOf(Checked.Valid.class);
    }

    @Test
    void blankEventId() {
        refused(but(GOOD, e -> e.setEventId(" ")), RejectionReason.MISSING_FIELD, "event_id: is missing or blank");
    }

    @Test
    void moreTurnsThanAPairMayHave() {
        List<Message> turns = IntStream.range(0, 5_001)
                .mapToObj(i -> Messages.text("user", "And " + i + "?"))
                .toList();
        List<Message> steps = IntStream.range(0, 2_501)
                .mapToObj(i -> Messages.text("assistant", "Step " + i))
                .toList();

        assertThat(FeedbackRules.check(but(GOOD, e -> e.setMessages(turns.subList(0, 5_000)))))
                .isInstanceOf(Checked.Valid.class);
        refused(
                but(GOOD, e -> e.setMessages(turns)),
                RejectionReason.TOO_MUCH,
                "messages: has 5,001 turns, more than 5,000");
        Candidate patient = Candidate.newBuilder(GOOD.getCandidates().get(0))
                .setMessages(steps)
                .build();
        refused(
                but(
                        GOOD,
                        e -> e.setCandidates(
                                List.of(patient, GOOD.getCandidates().get(1)))),
                RejectionReason.TOO_MUCH,
                "candidates[0].messages: has 2,501 turns, more than 2,500");
    }

    @Test
    void tenantWithSlash() {
        refused(but(GOOD, e -> e.setTenant("a/b")), RejectionReason.BAD_TENANT, "tenant: \"a/b\" has a slash");
    }

    @Test
    void blankPromptId() {
        refused(but(GOOD, e -> e.setPromptId("")), RejectionReason.MISSING_FIELD, "prompt_id: is missing or blank");
    }

    @Test
    void responseToAnEmptyConversation() {
        GeneratedResponse response = GeneratedResponse.newBuilder(Samples.response("a"))
                .setMessages(List.of())
                .build();

        assertThat(FeedbackRules.check(response))
                .isEqualTo(new Checked.Rejected<>(
                        new Rejection(RejectionReason.EMPTY_CONVERSATION, "messages", "is an empty conversation")));
    }

    @Test
    void unknownRole() {
        refused(
                but(GOOD, e -> e.setMessages(List.of(Messages.text("user", "Hi"), Messages.text("robot", "Ho")))),
                RejectionReason.UNKNOWN_ROLE,
                "messages[1].role: \"robot\" is none of system, developer, user, assistant, tool");
    }

    @Test
    void conversationThatEndsWithoutText() {
        refused(
                but(GOOD, e -> e.setMessages(List.of(Messages.text("user", " \n")))),
                RejectionReason.MISSING_TEXT,
                "messages[0].content: is without text");
    }

    @Test
    void conversationMayEndWithAToolsEmptyOutput() {
        List<Message> turns =
                List.of(Messages.text("user", "Hi"), Messages.text("assistant", ""), Messages.text("tool", ""));

        assertThat(FeedbackRules.check(but(GOOD, e -> e.setMessages(turns)))).isInstanceOf(Checked.Valid.class);
    }

    @Test
    void candidateWithoutText() {
        refused(
                feedback("e1", new PremadePair("a", "b", null), answer("a"), answer("b", "")),
                RejectionReason.MISSING_TEXT,
                "candidates[1].messages[0].content: is without text");
    }

    @Test
    void twoCandidatesWithOneId() {
        refused(
                feedback("e1", new PremadePair("a", "b", null), answer("a"), answer("b"), answer("a")),
                RejectionReason.DUPLICATE_CANDIDATE,
                "candidates[2].response_id: \"a\" is the id of an earlier candidate too");
    }

    @Test
    void judgementOfAnUnknownResponse() {
        refused(
                feedback("e1", new Comparison("a", "z", ComparisonOutcome.A, null), answer("a"), answer("b")),
                RejectionReason.UNKNOWN_RESPONSE,
                "payload.response_b: \"z\" is none of the candidates");
    }

    @Test
    void chosenEqualToRejectedById() {
        refused(
                feedback("e1", new PremadePair("a", "a", null)),
                RejectionReason.EQUAL_ANSWERS,
                "payload.rejected: \"a\" is the chosen response too");
        refused(
                feedback("e1", new Comparison("a", "a", ComparisonOutcome.A, null)),
                RejectionReason.EQUAL_ANSWERS,
                "payload.response_b: \"a\" is response_a too");
        refused(
                feedback("e1", new Regenerate("a", "a")),
                RejectionReason.EQUAL_ANSWERS,
                "payload.replacement: \"a\" is the unwanted response too");
    }

    @Test
    void chosenEqualToRejectedByText() {
        refused(
                feedback("e1", new PremadePair("a", "b", null), answer("a", "Same"), answer("b", "Same")),
                RejectionReason.EQUAL_ANSWERS,
                "payload: chosen \"a\" and rejected \"b\" have the same text");
    }

    @Test
    void editThatChangesNothing() {
        refused(
                feedback("e1", new Edit("a", "Answer a"), answer("a")),
                RejectionReason.EQUAL_ANSWERS,
                "payload.edited: is the text of \"a\" as it was");
    }

    @Test
    void ratingOutsideItsScale() {
        refused(rating("e1", "a", 5.5), RejectionReason.OUT_OF_SCALE, "payload.value: 5.5 is not in 1.0..5.0");
        refused(rating("e1", "a", Double.NaN), RejectionReason.OUT_OF_SCALE, "payload.value: NaN is not in 1.0..5.0");
        refused(
                feedback("e1", new Rating("a", 3.0, 3.0, 3.0), answer("a")),
                RejectionReason.OUT_OF_SCALE,
                "payload.maximum: 3.0 is not above the minimum, 3.0");
    }

    @Test
    void strengthAndMarginOutsideTheirScales() {
        refused(
                feedback("e1", new Comparison("a", "b", ComparisonOutcome.A, 1.5)),
                RejectionReason.OUT_OF_SCALE,
                "payload.strength: 1.5 is not from 0 to 1");
        refused(
                feedback("e1", new PremadePair("a", "b", -0.5)),
                RejectionReason.OUT_OF_SCALE,
                "payload.margin: -0.5 is below 0: chosen is the better one");
    }

    @Test
    void rankingThatNamesAnAnswerTwiceOrOnlyOne() {
        refused(
                feedback("e1", new Ranking(List.of(List.of("a"), List.of("b", "a")))),
                RejectionReason.DUPLICATE_CANDIDATE,
                "payload.tiers[1][1]: \"a\" has an earlier place in the ranking too");
        refused(
                feedback("e1", new Ranking(List.of(List.of("a")))),
                RejectionReason.MISSING_FIELD,
                "payload.tiers: ranks 1 answers, not two or more");
    }

    @Test
    void feedbackWithoutJudgement() {
        refused(
                feedback("e1", null),
                RejectionReason.MISSING_FIELD,
                "payload: is missing: a CREATE carries a judgement");
    }

    @Test
    void operationThatContradictsSupersedes() {
        refused(
                but(GOOD, e -> e.setSupersedes("e0")),
                RejectionReason.CONTRADICTORY_OPERATION,
                "supersedes: \"e0\" is for UPDATE and RETRACT, but operation is CREATE");
        refused(
                but(GOOD, e -> e.setOperation(FeedbackOperation.UPDATE)),
                RejectionReason.CONTRADICTORY_OPERATION,
                "supersedes: must name the earlier event that this UPDATE refers to, unless feedback_id does, but is absent");
        refused(
                retraction("e1", "e1"),
                RejectionReason.CONTRADICTORY_OPERATION,
                "supersedes: must name the earlier event that this RETRACT refers to, but is \"e1\", the event itself");
    }

    @Test
    void responseWithoutTextCanBeScoredAndIsValid() {
        assertThat(FeedbackRules.check(response("a", " "))).isInstanceOf(Checked.Valid.class);
    }

    @Test
    void namesWithControlCharacters() {
        refused(
                but(GOOD, e -> e.setPromptId("p1\nINFO forged")),
                RejectionReason.BAD_NAME,
                "prompt_id: \"p1\\u000aINFO forged\" has the control character U+000A at 2");
    }

    @Test
    void halfASurrogatePair() {
        refused(
                but(GOOD, e -> e.setMessages(List.of(Messages.text("user", "Hi \ud83d")))),
                RejectionReason.BAD_TEXT,
                "messages[0].content: has half a surrogate pair, U+D83D, at 3");
    }

    @Test
    void microsecondsTakenForMilliseconds() {
        refused(
                but(GOOD, e -> e.setEventTime(Instant.ofEpochMilli(1_795_903_847_497_796L))),
                RejectionReason.BAD_TIME,
                "event_time: +58879-12-05T03:51:37.796Z is not from 2000-01-01T00:00:00Z up to 2100-01-01T00:00:00Z;"
                        + " a number is milliseconds since 1970");
    }

    @Test
    void scaleSoWideThatDifferencesOverflow() {
        refused(
                feedback("e1", new Rating("a", 1e308, -1e308, 1e308), answer("a")),
                RejectionReason.OUT_OF_SCALE,
                "payload.minimum: -1.0E308 is not from -1000000000 to 1000000000");
    }

    @Test
    void moreCandidatesThanAnEventMayHave() {
        Candidate[] many =
                IntStream.range(0, 1_200).mapToObj(i -> answer("a" + i)).toArray(Candidate[]::new);

        refused(
                feedback("e1", new PremadePair("a0", "a1", null), many),
                RejectionReason.TOO_MUCH,
                "candidates: has 1,200 candidates, more than 1,000");
    }

    @Test
    void rankingOfMoreAnswersThanAnEventMaySpeakOf() {
        List<List<String>> tiers =
                IntStream.range(0, 1_200).mapToObj(i -> List.of("a" + i)).toList();

        refused(
                feedback("e1", new Ranking(tiers)),
                RejectionReason.TOO_MUCH,
                "payload: speaks of 1,200 answers, more than 1,000");
    }

    @Test
    void rankingThatMakesMorePairsThanAnEventMay() {
        List<List<String>> tiers =
                IntStream.range(0, 150).mapToObj(i -> List.of("a" + i)).toList();

        refused(
                feedback("e1", new Ranking(tiers)),
                RejectionReason.TOO_MANY_PAIRS,
                "payload.tiers: makes 11,175 pairs, more than the 10,000 that one event may make");
    }

    @Test
    void updateIsHeldToTheSameBounds() {
        FeedbackEvent same = feedback("e1", new PremadePair("a", "b", null), answer("a", "Same"), answer("b", "Same"));

        refused(
                but(same, e -> e.setOperation(FeedbackOperation.UPDATE).setSupersedes("e0")),
                RejectionReason.EQUAL_ANSWERS,
                "payload: chosen \"a\" and rejected \"b\" have the same text");
    }

    @Test
    void rankingWhosePairsWouldRepeatALongConversationTooOften() {
        Candidate[] answers =
                IntStream.range(0, 20).mapToObj(i -> answer("a" + i)).toArray(Candidate[]::new);
        List<List<String>> tiers =
                Stream.of(answers).map(each -> List.of(each.getResponseId())).toList();
        FeedbackEvent event = feedback("e1", new Ranking(tiers), answers);

        refused(
                but(event, e -> e.setMessages(List.of(Messages.text("user", "p".repeat(400_000))))),
                RejectionReason.TOO_MANY_PAIRS,
                "payload: would make prompt \"acme/p1\" have more than 33,554,432 bytes of pairs,"
                        + " each with the conversation and two answers at once");
    }

    @Test
    void keyThatDisagreesWithTheValue() {
        PromptKey expected = new PromptKey("acme", "p1");

        assertThat(KeyCheck.check(expected.toBytes(), expected)).isEmpty();
        assertThat(KeyCheck.check("acme/p2".getBytes(StandardCharsets.UTF_8), expected))
                .map(Rejection::message)
                .hasValue("key: \"acme/p2\" where tenant and prompt_id of the value call for \"acme/p1\"");
        assertThat(KeyCheck.check(null, expected))
                .map(Rejection::message)
                .hasValue("key: no key where tenant and prompt_id of the value call for \"acme/p1\"");
    }

    private static void refused(FeedbackEvent event, RejectionReason reason, String message) {
        assertThat(FeedbackRules.check(event)).isInstanceOfSatisfying(Checked.Rejected.class, rejected -> {
            assertThat(rejected.rejection().reason()).isEqualTo(reason);
            assertThat(rejected.rejection().message()).isEqualTo(message);
        });
    }
}
