package dev.laurel.forms;

import java.util.List;

import dev.laurel.schema.Message;
import dev.laurel.schema.ToolCall;

import org.junit.jupiter.api.Test;

import static dev.laurel.forms.Rows.assertRefused;
import static dev.laurel.forms.Rows.assistant;
import static dev.laurel.forms.Rows.read;
import static dev.laurel.forms.Rows.turns;
import static dev.laurel.forms.Rows.user;
import static org.assertj.core.api.Assertions.assertThat;

/** TRL's conversational forms and OpenAI's chat form, with tools. */
class ToolsTest {

    private static final String TOOLS = "'tools':[{'type':'function','function':{'name':'f'}}]";
    private static final String CALL =
            "{'role':'assistant','content':null,'refusal':null,'tool_calls':[{'id':'c1','type':'function',"
                    + "'function':{'name':'f','arguments':{'city':'Bern','at':1.0}}}]}";
    private static final String OTHER_CALL = CALL.replace("{'city':'Bern','at':1.0}", "'{}'");
    private static final String RESULT = "{'role':'tool','tool_call_id':'c1','name':'f','content':''}";

    private static final Message CALLING = Message.newBuilder()
            .setRole("assistant")
            .setContent("")
            .setContentAbsent(true)
            .setToolCalls(List.of(new ToolCall("c1", "function", "f", "{\"city\":\"Bern\",\"at\":1.0}")))
            .build();

    @Test
    void answersBesideThePromptMayCallTools() {
        ImportedPair pair =
                read("{'prompt':[{'role':'developer','content':'Be brief.'},{'role':'user','content':'Hi'}],'chosen':["
                        + CALL + "],'rejected':[" + OTHER_CALL + "]," + TOOLS + "}");

        assertThat(pair.tools()).contains("[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]");
        assertThat(pair.prompt()).extracting(Message::getRole).containsExactly("developer", "user");
        assertThat(pair.chosen().messages()).isEqualTo(turns(CALLING));
        assertThat(pair.rejected().messages().get(0).getToolCalls())
                .containsExactly(new ToolCall("c1", "function", "f", "\"{}\""));
    }

    @Test
    void wholeConversationsPartAtTheCallThatDiffers() {
        String both = "[{'role':'user','content':'Hi'},%s," + RESULT + ",{'role':'assistant','content':'Cold.'}]";
        ImportedPair pair = read(
                "{'chosen':" + both.formatted(CALL) + ",'rejected':" + both.formatted(OTHER_CALL) + ",'tools':'[{}]'}");

        assertThat(pair.tools()).contains("[{}]");
        assertThat(pair.prompt()).isEqualTo(turns(user("Hi")));
        assertThat(pair.chosen().messages()).hasSize(3).startsWith(CALLING).endsWith(assistant("Cold."));
        assertThat(pair.chosen().messages().get(1).getToolCallId()).contains("c1");
    }

    @Test
    void promptMayEndWithAToolsResult() {
        ImportedPair pair = read("{'prompt':[{'role':'user','content':'Hi'}," + CALL + "," + RESULT
                + "],'chosen':[{'role':'assistant','content':'Cold.','reasoning_content':'I know.'}],"
                + "'rejected':[{'role':'assistant','content':null,'refusal':'No.'}]}");

        assertThat(pair.tools()).isEmpty();
        assertThat(pair.prompt()).hasSize(3);
        assertThat(pair.chosen().messages().get(0).getReasoningContent()).contains("I know.");
        assertThat(pair.rejected().messages()).isEqualTo(turns(assistant("No.")));
    }

    @Test
    void whatIsNoCallOrNoToolIsRefusedByItsPlace() {
        String row = "{'prompt':'Hi','chosen':[%s],'rejected':[{'role':'assistant','content':'b'}]%s}";

        assertRefused(row.formatted(CALL.replace("{'city':'Bern','at':1.0}", "[1]"), ""), Refusal.WRONG_TYPE)
                .hasMessage("chosen[0].tool_calls[0].function.arguments is ARRAY, no object and no string");
        assertRefused(row.formatted(CALL.replace("'f'", "'a\\nb'"), ""), Refusal.BAD_NAME)
                .hasMessageStartingWith("chosen[0].tool_calls[0].name ");
        assertRefused(row.formatted(CALL, ",'tools':['f']"), Refusal.WRONG_TYPE)
                .hasMessage("tools is not JSON of a list of objects");
        assertRefused(row.formatted("{'role':'assistant','content':null}", ""), Refusal.MISSING_FIELD);
        assertRefused(row.formatted("{'role':'assistant','content':''}", ""), Refusal.EMPTY_TEXT);
    }
}
