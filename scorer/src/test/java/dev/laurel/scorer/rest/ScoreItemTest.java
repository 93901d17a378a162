package dev.laurel.scorer.rest;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.laurel.reward.text.Conversation;
import dev.laurel.reward.text.Message;
import dev.laurel.reward.text.ToolCall;
import dev.laurel.schema.Line;
import dev.laurel.scorer.live.Lines;
import dev.laurel.service.problem.Problem;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ScoreItemTest {

    private static final Lines LINES = new Lines(
            List.of(new Line("rich", Set.of(), Set.of("rich")), new Line("plain", Set.of(), Set.of("plain"))));

    @Test
    void isTheConversationWithTheResponseLast() throws Exception {
        ScoreItem item = read(
                """
                {"messages":[{"role":"user","content":"Hi"}],"response":"Hello","task":"plain","response_id":"r1"}""");

        assertThat(item)
                .isEqualTo(new ScoreItem(
                        3,
                        "r1",
                        "plain",
                        Conversation.of(List.of(new Message("user", "Hi"), new Message("assistant", "Hello")))));
    }

    @Test
    void mayHaveAnEmptyAnswerAndPartsOfText() throws Exception {
        ScoreItem item = read(
                """
                {"messages":[{"role":"user","content":[{"type":"text","text":"Hi"},{"type":"text","text":"you"}]}],
                "response":"","task":"plain"}""");

        assertThat(item.conversation().messages())
                .containsExactly(new Message("user", "Hi\nyou"), new Message("assistant", ""));
    }

    @Test
    void mayBeTurnsThatCallTools() throws Exception {
        ScoreItem item = read(
                """
                {"messages":[{"role":"developer","content":"Look it up."},{"role":"user","content":"Weather?","name":"ann"}],
                "tools":[{"type":"function","function":{"name":"f"}}],"task":"plain",
                "answer":[{"role":"assistant","content":null,"reasoning_content":"Hm.","tool_calls":[{"id":"c1","type":"function",
                "function":{"name":"f","arguments":{"b":1.0,"a":2}}}]},{"role":"tool","tool_call_id":"c1","content":""}]}""");

        assertThat(item.conversation().tools()).contains("[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]");
        assertThat(item.conversation().answerFrom()).isEqualTo(2);
        assertThat(item.conversation().messages().get(1).name()).contains("ann");
        assertThat(item.conversation().messages().subList(2, 4))
                .containsExactly(
                        new Message(
                                "assistant",
                                "",
                                true,
                                List.of(new ToolCall(Optional.of("c1"), "function", "f", "{\"b\":1.0,\"a\":2}")),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("Hm.")),
                        new Message(
                                "tool", "", false, List.of(), Optional.of("c1"), Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            []                                                                               | 400 |
            {"response":"a","task":"rich"}                                                   | 400 | messages
            {"messages":[],"response":"a","task":"rich"}                                     | 400 | messages
            {"messages":["hi"],"response":"a","task":"rich"}                                 | 400 | messages[0]
            {"messages":[{"content":"hi"}],"response":"a","task":"rich"}                     | 400 | messages[0].role
            {"messages":[{"role":"user","content":7}],"response":"a","task":"rich"}          | 400 | messages[0].content
            {"messages":[{"role":"user","content":"hi"}],"task":"rich"}                      | 400 | response
            {"messages":[{"role":"user","content":"hi"}],"response":"\\ud800","task":"rich"} | 422 | response
            {"messages":[{"role":"user","content":"\\udc00"}],"response":"a","task":"rich"}  | 422 | messages[0].content
            {"messages":[{"role":"user","content":" "}],"response":"a","task":"rich"}        | 422 | messages[0].content
            {"messages":[{"role":"a\\nb","content":"hi"}],"response":"a","task":"rich"}      | 422 | messages[0].role
            {"messages":[{"role":"user","content":[{"type":"image_url"}]}],"response":"a"}   | 400 | messages[0].content[0]
            {"messages":[{"role":"user","content":"hi","tool_calls":[1]}],"response":"a"}    | 400 | messages[0].tool_calls[0]
            {"messages":[{"role":"user","content":"hi","images":["a"]}],"response":"a"}      | 400 | messages[0].images
            {"messages":[{"role":"user","content":null}],"response":"a","task":"rich"}       | 400 | messages[0].content
            {"messages":[{"role":"user","content":"hi"}],"response":"a","tools":["f"]}       | 400 | tools
            {"messages":[{"role":"user","content":"hi"}],"response":"a","answer":[{}]}       | 400 | answer
            {"messages":[{"role":"user","content":"hi"}],"answer":"a","task":"rich"}         | 400 | answer
            {"messages":[{"role":"user","content":"hi","name":"a\\nb"}],"response":"a"}      | 422 | messages[0].name
            {"messages":[{"role":"user","content":"hi"}],"response":"a","tenant":"acme/x"}   | 422 | tenant
            {"messages":[{"role":"user","content":"hi"}],"response":"a","task":"a\\nb"}      | 422 | task
            {"messages":[{"role":"user","content":"hi"}],"response":"a","response_id":" "}   | 422 | response_id
            {"messages":[{"role":"user","content":"hi"}],"response":"a","line":"a\\u0000"}   | 422 | line
            {"messages":[{"role":"user","content":"hi"}],"response":"a","tusk":"rich"}       | 400 | tusk
            {"messages":[{"role":"user","content":"hi"}],"response":"a","line":"poor"}       | 404 | line
            {"messages":[{"role":"user","content":"hi"}],"response":"a"}                     | 404 |
            """)
    void isRefusedByIndexAndField(String json, int status, String field) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(json));

        assertThat(problem.getResponse().getStatus()).isEqualTo(status);
        assertThat(problem.problem()).extracting(Problem::index, Problem::field).containsExactly(3, field);
    }

    private static ScoreItem read(String json) throws JsonProcessingException {
        return ScoreItem.read(3, new ObjectMapper().readTree(json), LINES);
    }
}
