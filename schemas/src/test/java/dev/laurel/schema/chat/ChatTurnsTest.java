package dev.laurel.schema.chat;

import java.util.List;
import java.util.Optional;

import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.ToolCall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChatTurnsTest {

    private static final String CALLING =
            """
            {"role":"assistant","content":null,"reasoning_content":"Hm.","tool_calls":[\
            {"id":"c1","type":"function","function":{"name":"f","arguments":{"b":1.0,"a":[null,"é"]}}},\
            {"type":"function","function":{"name":"g","arguments":"{\\"b\\": 1}"}}],"name":"bot"}""";

    @Test
    void callsAreReadAndWrittenAsTheyAre() throws Exception {
        Message turn = read(CALLING);

        assertThat(turn.getContentAbsent()).isTrue();
        assertThat(turn.getToolCalls())
                .containsExactly(
                        new ToolCall("c1", "function", "f", "{\"b\":1.0,\"a\":[null,\"é\"]}"),
                        new ToolCall(null, "function", "g", "\"{\\\"b\\\": 1}\""));
        assertThat(turn.getName()).contains("bot");
        assertThat(turn.getReasoningContent()).contains("Hm.");
        assertThat(written(ChatWriter.AS_GIVEN, turn)).isEqualTo(CALLING);
    }

    @Test
    void openAisFormHasStringsForArguments() throws Exception {
        assertThat(written(ChatWriter.STRINGS, read(CALLING)))
                .contains(
                        "\"arguments\":\"{\\\"b\\\":1.0,\\\"a\\\":[null,\\\"é\\\"]}\"",
                        "\"arguments\":\"{\\\"b\\\": 1}\"");
    }

    @Test
    void callMayBeWrittenWithoutAFunctionAround() throws Exception {
        assertThat(read("{'tool_calls':[{'name':'f'}],'tool_call_id':null,'refusal':'','reasoning':'So.'}"))
                .isEqualTo(Message.newBuilder()
                        .setRole("assistant")
                        .setContent("")
                        .setContentAbsent(true)
                        .setToolCalls(List.of(new ToolCall(null, "function", "f", "{}")))
                        .setReasoningContent("So.")
                        .build());
    }

    @Test
    void refusalIsTheTextWhereThereIsNoOther() throws Exception {
        assertThat(read("{'content':null,'refusal':'No.'}")).isEqualTo(Messages.text("assistant", "No."));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "{'tool_calls':{'name':'f'}}|m.tool_calls",
                "{'tool_calls':['f']}|m.tool_calls[0]",
                "{'tool_calls':[{'id':'c'}]}|m.tool_calls[0].name",
                "{'tool_calls':[{'function':{'arguments':{}}}]}|m.tool_calls[0].function.name",
                "{'tool_calls':[{'name':'f','arguments':[1]}]}|m.tool_calls[0].arguments",
                "{'tool_calls':[{'name':'f','arguments':{'a':1e999}}]}|m.tool_calls[0].arguments",
                "{'tool_calls':[{'name':'f','custom':{'a':1}}]}|m.tool_calls[0]",
                "{'tool_call_id':7}|m.tool_call_id",
                "{'name':['a']}|m.name"
            })
    void namesThePlaceOfWhatItDoesNotRead(String json, String place) {
        assertThatExceptionOfType(UnreadableChatException.class)
                .isThrownBy(() -> read(json))
                .satisfies(e -> assertThat(e.place()).isEqualTo(place));
    }

    @Test
    void toolsAreAListOrItsText() throws Exception {
        assertThat(ChatReader.tools(json("[{'name':'f','x':1.0}]"), "tools")).contains("[{\"name\":\"f\",\"x\":1.0}]");
        assertThat(ChatReader.tools(json("'[{}]'"), "tools")).contains("[{}]");
        assertThat(ChatReader.tools(json("[]"), "tools")).isEmpty();
        assertThat(ChatReader.tools(json("null"), "tools")).isEmpty();
        assertThatExceptionOfType(UnreadableChatException.class)
                .isThrownBy(() -> ChatReader.tools(json("['f']"), "tools"))
                .withMessage("tools is not JSON of a list of objects");
    }

    private static Message read(String json) throws JsonProcessingException, UnreadableChatException {
        JsonNode turn = json(json);
        return ChatReader.turn(
                turn, "assistant", Optional.ofNullable(turn.path("content").textValue()), "m");
    }

    private static String written(ChatWriter writer, Message turn) {
        return writer.messages(List.of(turn)).get(0).toString();
    }

    private static JsonNode json(String json) throws JsonProcessingException {
        return new ObjectMapper().readTree(json.startsWith(CALLING.substring(0, 3)) ? json : json.replace('\'', '"'));
    }
}
