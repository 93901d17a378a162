package dev.laurel.schema;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The records behind the golden bytes of the schemas' first versions, every optional field of those set. */
final class FirstGoldenRecords {

    static final List<Message> PROMPT =
            List.of(Messages.text("system", "Answer briefly."), Messages.text("user", "天空为什么是蓝色的？"));
    static final List<Message> ANSWER_A = List.of(Messages.text("assistant", "Air scatters blue light most. 🌤"));
    static final List<Message> ANSWER_B = List.of(Messages.text("assistant", "Because of the sea."));

    static final GeneratedResponse RESPONSE = GeneratedResponse.newBuilder()
            .setResponseId("r-1")
            .setTenant("acme")
            .setTask("explain")
            .setPromptId("p/1")
            .setMessages(PROMPT)
            .setResponse("Air scatters blue light most. 🌤")
            .setLanguage("zh-Hans")
            .setGenerator("writer-7b@3")
            .setGroupId("g-1")
            .setGroupSize(4)
            .setAttempt(2)
            .setFinishReason(FinishReason.LENGTH)
            .setEventTime(Instant.ofEpochMilli(1_790_000_000_123L))
            .setAttributes(Map.of("region", "北京"))
            .build();

    static final FeedbackEvent FEEDBACK = FeedbackEvent.newBuilder()
            .setEventId("e-2")
            .setTenant("acme")
            .setTask("explain")
            .setEventTime(Instant.ofEpochMilli(1_790_000_060_456L))
            .setOperation(FeedbackOperation.UPDATE)
            .setSupersedes("e-1")
            .setSource(new FeedbackSource("web-chat", ActorKind.ANNOTATOR, "s-1", "n-1"))
            .setPromptId("p/1")
            .setMessages(PROMPT)
            .setLanguage("zh-Hans")
            .setCandidates(List.of(
                    new Candidate("r-1", "writer-7b@3", ANSWER_A, "s3://answers/r-1", 1, 4.5, -0.125, "plain", 300),
                    new Candidate("r-2", "writer-7b@2", ANSWER_B, "s3://answers/r-2", 0, 0.1, 1e-9, "plain", 300)))
            .setPayload(new Comparison("r-1", "r-2", ComparisonOutcome.A, 0.75))
            .setComment("清楚, and short")
            .setTags(List.of("factual", "tone"))
            .setAttributes(Map.of("page", "/chat"))
            .build();

    static final PreferencePair PAIR = PreferencePair.newBuilder()
            .setPairId("pair-1")
            .setOperation(PairOperation.PUBLISH)
            .setTenant("acme")
            .setTask("explain")
            .setLanguage("zh-Hans")
            .setPromptId("p/1")
            .setPrompt(PROMPT)
            .setChosen(new Completion("r-1", "writer-7b@3", ANSWER_A, 4.5))
            .setRejected(new Completion("r-2", "writer-7b@2", ANSWER_B, 0.1))
            .setMargin(0.25)
            .setWeight(1.0 / 6)
            .setSource(new PairSource(
                    FeedbackKind.COMPARISON, "web-chat", ActorKind.ANNOTATOR, "s-1", "n-1", List.of("e-1", "e-2")))
            .setEventTime(Instant.ofEpochMilli(1_790_000_060_456L))
            .setAttributes(Map.of("page", "/chat"))
            .build();

    private FirstGoldenRecords() {}
}
