package dev.laurel.ingest;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

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
import dev.laurel.schema.PremadePair;
import dev.laurel.schema.Rating;

/** Records about the prompt {@code acme/p1}. The text of answer {@code a} is "Answer a". */
public final class Samples {

    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    public static final List<Message> PROMPT = List.of(Messages.text("user", "Why is the sky blue?"));

    private Samples() {}

    public static FeedbackEvent feedback(String eventId, Object payload, Candidate... candidates) {
        return FeedbackEvent.newBuilder()
                .setEventId(eventId)
                .setTenant("acme")
                .setEventTime(NOON)
                .setSource(new FeedbackSource("labelling", ActorKind.ANNOTATOR, null, "ann"))
                .setPromptId("p1")
                .setMessages(PROMPT)
                .setCandidates(Arrays.asList(candidates))
                .setPayload(payload)
                .build();
    }

    /** The same event with something else about it. */
    public static FeedbackEvent but(FeedbackEvent event, UnaryOperator<FeedbackEvent.Builder> change) {
        return change.apply(FeedbackEvent.newBuilder(event)).build();
    }

    public static FeedbackEvent retraction(String eventId, String superseded) {
        return but(feedback(eventId, null), event -> event.setOperation(FeedbackOperation.RETRACT)
                .setSupersedes(superseded)
                .setMessages(List.of()));
    }

    public static FeedbackEvent update(FeedbackEvent event, String superseded) {
        return but(
                event, changed -> changed.setOperation(FeedbackOperation.UPDATE).setSupersedes(superseded));
    }

    public static FeedbackEvent rating(String eventId, String responseId, double value) {
        return feedback(eventId, new Rating(responseId, value, 1.0, 5.0), answer(responseId));
    }

    public static FeedbackEvent comparison(String eventId, ComparisonOutcome outcome) {
        return feedback(eventId, new Comparison("a", "b", outcome, null), answer("a"), answer("b"));
    }

    /** A pair of {@code a} over {@code b} whose texts are yet to come as responses. */
    public static FeedbackEvent pairWithoutTexts(String eventId) {
        return feedback(eventId, new PremadePair("a", "b", null));
    }

    public static Candidate answer(String responseId) {
        return answer(responseId, "Answer " + responseId);
    }

    public static Candidate answer(String responseId, String text) {
        return Candidate.newBuilder()
                .setResponseId(responseId)
                .setMessages(List.of(Messages.text("assistant", text)))
                .build();
    }

    public static GeneratedResponse response(String responseId) {
        return response(responseId, "Answer " + responseId);
    }

    public static GeneratedResponse response(String responseId, String text) {
        return GeneratedResponse.newBuilder()
                .setResponseId(responseId)
                .setTenant("acme")
                .setPromptId("p1")
                .setMessages(PROMPT)
                .setResponse(text)
                .setEventTime(NOON)
                .build();
    }
}
