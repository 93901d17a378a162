package dev.laurel.scorer.rest.call;

import java.util.List;

import dev.laurel.reward.text.Conversation;
import dev.laurel.reward.text.ToolCall;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

/** Conversations that are scored as a whole, as vLLM's routes have them. */
class ConversationsTest {

    private static final String CALL =
            "{'role':'assistant','content':null,'tool_calls':[{'function':{'name':'f','arguments':'{}'}}]}";

    @Test
    void lastTurnIsTheAnswerBeItACall() throws JsonProcessingException {
        Conversation conversation = whole("[{'role':'user','content':'Hi'}," + CALL + "]", "[{'name':'f'}]");

        assertThat(conversation.tools()).contains("[{\"name\":\"f\"}]");
        assertThat(conversation.answerFrom()).isEqualTo(1);
        assertThat(conversation.messages().get(1).contentAbsent()).isTrue();
        assertThat(conversation.messages().get(1).toolCalls())
                .extracting(ToolCall::name, ToolCall::arguments)
                .containsExactly(tuple("f", "\"{}\""));
    }

    @Test
    void answerMayBeEmptyAndNothingElse() throws JsonProcessingException {
        assertThat(whole("[{'role':'user','content':'Hi'},{'role':'assistant','content':''}]", "null")
                        .tools())
                .isEmpty();
        for (String messages : List.of(
                "[{'role':'user','content':' '},{'role':'assistant','content':''}]",
                "[{'role':'user','content':'Hi'},{'role':'user','content':''}]",
                "[{'role':'assistant','content':''}]")) {
            ProblemException problem = catchThrowableOfType(ProblemException.class, () -> whole(messages, "null"));
            assertThat(problem.getResponse().getStatus()).as(messages).isEqualTo(422);
        }
    }

    private static Conversation whole(String messages, String tools) throws JsonProcessingException {
        return Conversations.whole(null, "messages", json(messages), json(tools));
    }

    private static JsonNode json(String json) throws JsonProcessingException {
        return new ObjectMapper().readTree(json.replace('\'', '"'));
    }
}
