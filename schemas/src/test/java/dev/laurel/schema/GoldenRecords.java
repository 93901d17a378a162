package dev.laurel.schema;

import java.util.List;
import java.util.stream.Stream;

/** The records behind the golden bytes, every optional field set; the same as in {@code deploy/interop/js/golden-records.mjs}. */
final class GoldenRecords {

    private static final String TOOLS =
            """
            [{"type": "function", "function": {"name": "weather", "parameters": {"type": "object"}}}]\
            """;

    /** What both answers begin with: two calls at once, one of whose arguments is a string, and their results. */
    private static final List<Message> CALLED = List.of(
            Message.newBuilder()
                    .setRole("assistant")
                    .setContent("")
                    .setContentAbsent(true)
                    .setToolCalls(List.of(
                            new ToolCall("c-1", "function", "weather", "{\"city\": \"北京\", \"days\": 1.0}"),
                            new ToolCall("c-2", "function", "clock", "\"{\\\"zone\\\": \\\"Asia/Shanghai\\\"}\"")))
                    .setName("planner")
                    .setReasoningContent("The sky first, then the time.")
                    .build(),
            result("c-1", "weather", "clear"),
            result("c-2", "clock", ""));

    private static final List<Message> PROMPT = Stream.concat(
                    Stream.of(Messages.text("developer", "Use the tools.")), FirstGoldenRecords.PROMPT.stream())
            .toList();
    private static final List<Message> ANSWER_A =
            Stream.concat(CALLED.stream(), FirstGoldenRecords.ANSWER_A.stream()).toList();
    private static final List<Message> ANSWER_B =
            Stream.concat(CALLED.stream(), FirstGoldenRecords.ANSWER_B.stream()).toList();

    static final GeneratedResponse RESPONSE = GeneratedResponse.newBuilder(FirstGoldenRecords.RESPONSE)
            .setMessages(PROMPT)
            .setTools(TOOLS)
            .setAnswer(ANSWER_A)
            .setSubject("s-1")
            .build();

    static final FeedbackEvent FEEDBACK = FeedbackEvent.newBuilder(FirstGoldenRecords.FEEDBACK)
            .setFeedbackId("f-1")
            .setMessages(PROMPT)
            .setTools(TOOLS)
            .setCandidates(List.of(
                    new Candidate("r-1", "writer-7b@3", ANSWER_A, "s3://answers/r-1", 1, 4.5, -0.125, "plain", 300),
                    new Candidate("r-2", "writer-7b@2", ANSWER_B, "s3://answers/r-2", 0, 0.1, 1e-9, "plain", 300)))
            .build();

    static final PreferencePair PAIR = PreferencePair.newBuilder(FirstGoldenRecords.PAIR)
            .setPrompt(PROMPT)
            .setTools(TOOLS)
            .setChosen(new Completion("r-1", "writer-7b@3", ANSWER_A, 4.5))
            .setRejected(new Completion("r-2", "writer-7b@2", ANSWER_B, 0.1))
            .build();

    private GoldenRecords() {}

    private static Message result(String call, String tool, String content) {
        return Message.newBuilder()
                .setRole("tool")
                .setContent(content)
                .setToolCallId(call)
                .setName(tool)
                .build();
    }
}
