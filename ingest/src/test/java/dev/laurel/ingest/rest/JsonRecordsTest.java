package dev.laurel.ingest.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.laurel.schema.ActorKind;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackOperation;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PremadePair;
import dev.laurel.schema.ToolCall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonRecordsTest {

    private static final String GOOD =
            """
            {"event_id": "e1", "tenant": "acme", "event_time": "2026-11-22T13:00:00+01:00",
             "source": {"system": "web", "actor": "END_USER", "subject": "s1"},
             "prompt_id": "p1", "messages": [{"role": "user", "content": "Hi"}],
             "candidates": [{"response_id": "a", "content": "Hello", "position": 0, "score": 4},
                            {"response_id": "b", "messages": [{"role": "assistant", "content": "Hm"}]}],
             "payload": {"premade_pair": {"chosen": "a", "rejected": "b", "margin": 1}},
             "tags": ["tone"], "attributes": {"app": "ios"}}
            """;

    @Test
    void readsEveryKindOfFieldAndFillsInDefaults() throws Exception {
        FeedbackEvent event = read(GOOD);

        assertThat(event.getEventTime()).isEqualTo(Instant.parse("2026-11-22T12:00:00Z"));
        assertThat(event.getOperation()).isEqualTo(FeedbackOperation.CREATE);
        assertThat(event.getTask()).isEqualTo("default");
        assertThat(event.getLanguage()).isEmpty();
        assertThat(event.getSource().getActor()).isEqualTo(ActorKind.END_USER);
        assertThat(event.getSource().getSubject()).hasValue("s1");
        assertThat(event.getCandidates().get(0).getMessages()).containsExactly(Messages.text("assistant", "Hello"));
        assertThat(event.getCandidates().get(0).getScore()).hasValue(4.0);
        assertThat(event.getPayload()).hasValue(new PremadePair("a", "b", 1.0));
        assertThat(event.getTags()).isEqualTo(List.of("tone"));
        assertThat(event.getAttributes()).isEqualTo(Map.of("app", "ios"));
    }

    @Test
    void missingTimeIsNow() throws Exception {
        Instant now = Instant.parse("2026-11-22T14:00:00Z");
        ObjectNode item = (ObjectNode) new ObjectMapper().readTree("{}");

        Shorthands.expand(item, now);

        assertThat(item.get("event_time").longValue()).isEqualTo(now.toEpochMilli());
    }

    @Test
    void missingFieldIsNamedByItsPath() {
        refused(GOOD.replace("\"chosen\": \"a\", ", ""), "payload.premade_pair.chosen", "is missing");
    }

    @Test
    void unknownFieldIsNamedByItsPath() {
        refused(GOOD.replace("\"position\"", "\"postion\""), "candidates[0].postion", "no such field in Candidate");
    }

    @Test
    void wrongTypeIsNamedWithTheValue() {
        refused(GOOD.replace("\"p1\"", "17"), "prompt_id", "17 where a string is expected");
        refused(
                GOOD.replace("\"position\": 0", "\"position\": 0.5"),
                "candidates[0].position",
                "0.5 where a 32-bit integer is expected");
        refused(
                GOOD.replace("\"score\": 4", "\"score\": \"4\""),
                "candidates[0].score",
                "\"4\" where a number is expected");
        refused(GOOD.replace("[\"tone\"]", "\"tone\""), "tags", "\"tone\" where an array is expected");
        refused("[1]", "", "an array where an object is expected");
    }

    @Test
    void unknownSymbolIsNamedWithThoseThereAre() {
        refused(
                GOOD.replace("END_USER", "end_user"),
                "source.actor",
                "\"end_user\" where one of UNKNOWN, END_USER, ANNOTATOR, MODEL_JUDGE, CODE, IMPLICIT is expected");
    }

    @Test
    void unknownKindOfFeedbackIsNamedWithThoseThereAre() {
        refused(
                GOOD.replace("premade_pair", "applause"),
                "payload.applause",
                "is none of premade_pair, comparison, rating, thumb, ranking, edit, regenerate");
    }

    @Test
    void timeThatIsNoneIsNamed() {
        refused(
                GOOD.replace("2026-11-22T13:00:00+01:00", "yesterday"),
                "event_time",
                "\"yesterday\" where a time such as 2030-01-31T12:00:00Z, or milliseconds since 1970 is expected");
    }

    @Test
    void numberThatItsFieldCannotHoldIsOutOfRange() {
        outOfRange(GOOD.replace("\"score\": 4", "\"score\": 1e400"), "candidates[0].score");
        outOfRange(GOOD.replace("\"score\": 4", "\"score\": 1" + "0".repeat(400)), "candidates[0].score");
        outOfRange(GOOD.replace("\"position\": 0", "\"position\": 2147483648"), "candidates[0].position");
        outOfRange(GOOD.replace("\"position\": 0", "\"position\": -1" + "0".repeat(30)), "candidates[0].position");
        outOfRange(GOOD.replace("\"2026-11-22T13:00:00+01:00\"", "1" + "0".repeat(30)), "event_time");
        outOfRange(GOOD.replace("\"2026-11-22T13:00:00+01:00\"", "1e400"), "event_time");
    }

    @Test
    void conversationIsNotQuoted() {
        refused(GOOD.replace("\"Hi\"", "[\"secret\"]"), "messages[0].content", "an array where a string is expected");
        refused(
                GOOD.replace("[{\"role\": \"user\", \"content\": \"Hi\"}]", "\"" + "secret ".repeat(10) + "\""),
                "messages",
                "a text where an array is expected");
    }

    @Test
    void partsOfTypeTextAreOneText() throws Exception {
        String parts = "[{\"type\": \"text\", \"text\": \"One\"}, {\"type\": \"text\", \"text\": \"Two\"}]";

        assertThat(read(GOOD.replace("\"Hi\"", parts)).getMessages().get(0).getContent())
                .isEqualTo("One\nTwo");
        assertThat(read(GOOD.replace("\"Hello\"", parts)).getCandidates().get(0).getMessages())
                .containsExactly(Messages.text("assistant", "One\nTwo"));
        refused(
                GOOD.replace("\"Hi\"", "[{\"type\": \"image_url\", \"image_url\": \"x\"}]"),
                "messages[0].content",
                "an array where a string is expected");
    }

    @Test
    void turnsMayBeWrittenAsChatApisDo() throws Exception {
        String turns =
                """
                [{"role": "user", "content": "Weather?", "name": "ann", "tool_calls": null},
                 {"role": "assistant", "content": null, "refusal": null, "annotations": [], "reasoning": "Hm.", "tool_calls": [
                   {"id": "c1", "type": "function", "function": {"name": "f", "arguments": {"b": 1.0, "a": 2}}},
                   {"id": "c2", "type": "function", "function": {"name": "f", "arguments": "{\\"b\\": 1}"}},
                   {"name": "f", "arguments": "{ \\"b\\": 1 }"}, {"name": "f", "arguments": {"b": 1}}, {"function": {"name": "g"}}]},
                 {"role": "tool", "tool_call_id": "c1", "content": ""},
                 {"role": "assistant", "content": null, "refusal": "No."}]""";
        FeedbackEvent event = read(GOOD.replace("[{\"role\": \"user\", \"content\": \"Hi\"}]", turns)
                .replace("\"tags\"", "\"tools\": [{\"name\": \"f\"}], \"tags\""));

        assertThat(event.getTools()).contains("[{\"name\":\"f\"}]");
        assertThat(event.getMessages().get(0).getName()).contains("ann");
        assertThat(event.getMessages().get(1))
                .isEqualTo(Message.newBuilder()
                        .setRole("assistant")
                        .setContent("")
                        .setContentAbsent(true)
                        .setReasoningContent("Hm.")
                        .setToolCalls(List.of(
                                new ToolCall("c1", "function", "f", "{\"b\":1.0,\"a\":2}"),
                                new ToolCall("c2", "function", "f", "\"{\\\"b\\\": 1}\""),
                                new ToolCall(null, "function", "f", "{ \"b\": 1 }"),
                                new ToolCall(null, "function", "f", "{\"b\":1}"),
                                new ToolCall(null, "function", "g", "{}")))
                        .build());
        assertThat(event.getMessages().get(2).getToolCallId()).contains("c1");
        assertThat(event.getMessages().get(3)).isEqualTo(Messages.text("assistant", "No."));
    }

    @Test
    void whatIsNoCallIsNamedByItsPath() {
        refused(withCall("[1]"), "messages[0].tool_calls[0].arguments", "an array where a string is expected");
        refused(
                withCall("{\"a\": 1e999}"),
                "messages[0].tool_calls[0].arguments",
                "an object where a string is expected");
        refused(GOOD.replace("\"tags\"", "\"tools\": [1], \"tags\""), "tools", "an array where a string is expected");
    }

    private static String withCall(String arguments) {
        return GOOD.replace(
                "\"content\": \"Hi\"",
                "\"content\": \"Hi\", \"tool_calls\": [{\"name\": \"f\", \"arguments\": " + arguments + "}]");
    }

    @Test
    void answerOfTurnsHasItsLastTextForAResponse() throws Exception {
        ObjectNode item = (ObjectNode)
                new ObjectMapper()
                        .readTree(
                                """
                        {"response_id": "r", "tenant": "acme", "prompt_id": "p", "messages": [{"role": "user", "content": "Hi"}],
                         "answer": [{"role": "assistant", "tool_calls": [{"function": {"name": "f"}}]},
                                    {"role": "tool", "content": "1"}, {"role": "assistant", "content": "One."}]}""");
        Shorthands.expand(item, Instant.EPOCH);
        GeneratedResponse response = JsonRecords.read(item, GeneratedResponse.class);

        assertThat(response.getResponse()).isEqualTo("One.");
        assertThat(response.getAnswer()).hasSize(3);
        assertThat(response.getAnswer().get(0).getContentAbsent()).isTrue();
    }

    @Test
    void fieldWhoseNameIsNoTextIsShownAsOneLine() {
        refused(GOOD.replace("\"tags\"", "\"\\ud83d\\n\""), "\\ud83d\\u000a", "no such field in FeedbackEvent");
    }

    private static void outOfRange(String json, String path) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(JsonRecords.OutOfRangeException.class, failure -> assertThat(failure.path())
                        .isEqualTo(path));
    }

    private static FeedbackEvent read(String json) throws JsonProcessingException, JsonRecords.UnreadableException {
        var item = new ObjectMapper().readTree(json);
        if (item instanceof ObjectNode object) {
            Shorthands.expand(object, Instant.EPOCH);
        }
        return JsonRecords.read(item, FeedbackEvent.class);
    }

    private static void refused(String json, String path, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(JsonRecords.UnreadableException.class, failure -> {
            assertThat(failure.path()).isEqualTo(path);
            assertThat(failure).hasMessage(message);
        });
    }
}
