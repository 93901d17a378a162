package dev.laurel.schema.accept;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.ToolCall;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TurnsTest {

    @Test
    void takesAConversationWhoseLastTurnSaysSomething() {
        assertThat(problem("system", "", "user", "Hi 🙂")).isEmpty();
        assertThat(problem("user", "Hi", "assistant", "", "tool", "")).isEmpty();
    }

    @Test
    void namesTheTurnAndTheFieldAndShowsNoText() {
        assertThat(problem(new Message[0])).contains(" is an empty conversation");
        assertThat(problem("user", "Hi", "user", " \n")).contains("[1].content is without text");
        assertThat(problem("user", "Hi", " ", "Hi")).contains("[1].role is missing or blank");
        assertThat(problem("user\nforged", "Hi").orElseThrow())
                .startsWith("[0].role")
                .doesNotContain("\n");
        assertThat(problem(Message.newBuilder(Messages.text("user", "Hi"))
                                .setName("secret\nword")
                                .build())
                        .orElseThrow())
                .isEqualTo("[0].name has the control character U+000A at 6");
        assertThat(problem("user", "secret \ud800", "user", "Hi").orElseThrow())
                .startsWith("[0].content has half a surrogate pair")
                .doesNotContain("secret");
    }

    @Test
    void turnThatCallsAToolNeedsNoText() {
        assertThat(problem(calling("{}").setContent("").build())).isEmpty();
        assertThat(problem(calling("{}").setContent("").setContentAbsent(true).build()))
                .isEmpty();
        assertThat(problem(calling("{}").setContent("Hm").setContentAbsent(true).build()))
                .contains("[0].content is a text beside content_absent");
        assertThat(problem(absent("user"), Messages.text("user", "Hi")))
                .contains("[0].content is absent, and the turn calls no tool");
        assertThat(Turns.answerProblem(List.of(absent("assistant")))).isEmpty();
    }

    @Test
    void argumentsAreJsonOfAnObjectOrOfAString() {
        for (String good : List.of("{}", " {\"a\": [1, 2.5e3, null, {\"b\": {}}]} ", "\"\"", "\"{\\\"a\\\": 1}\"")) {
            assertThat(problem(calling(good).build())).as(good).isEmpty();
        }
        for (String bad : List.of(
                "",
                "null",
                "17",
                "[]",
                "{",
                "{}{}",
                "{'a': 1}",
                "{\"a\": NaN}",
                "{\"a\": 1e999}",
                "{\"a\": \"\\ud83d\"}",
                "{\"\\ud83d\": 1}",
                "{\"a\":".repeat(101) + "1" + "}".repeat(101),
                "{\"a\": " + "1".repeat(1_001) + "}")) {
            assertThat(problem(calling(bad).build()).orElseThrow()).as(bad).startsWith("[0].tool_calls[0].arguments ");
        }
    }

    @Test
    void toolsAreAListOfObjects() {
        for (String good : List.of("[]", "[{}]", "[{\"type\": \"function\", \"x\": [1, [2]]}, {}]")) {
            assertThat(JsonTexts.toolsProblem(good)).as(good).isEmpty();
        }
        for (String bad : List.of("{}", "[1]", "[[{}]]", "[{}, null]", "[{}] []", "[{}")) {
            assertThat(JsonTexts.toolsProblem(bad)).as(bad).isPresent();
        }
    }

    @Test
    void namesOfCallsAreNames() {
        assertThat(problem(calling("{}")
                        .setToolCalls(List.of(new ToolCall("c\nforged", "function", "f", "{}")))
                        .build()))
                .get()
                .asString()
                .startsWith("[0].tool_calls[0].id ");
        assertThat(problem(calling("{}")
                        .setToolCalls(List.of(new ToolCall(null, "function", " ", "{}")))
                        .build()))
                .contains("[0].tool_calls[0].name is missing or blank");
        assertThat(problem(calling("{}")
                        .setToolCalls(Collections.nCopies(1_001, new ToolCall(null, "function", "f", "{}")))
                        .build()))
                .contains("[0].tool_calls has 1,001 calls, more than 1,000");
    }

    private static Message.Builder calling(String arguments) {
        return Message.newBuilder()
                .setRole("assistant")
                .setContent("")
                .setToolCalls(List.of(new ToolCall("c1", "function", "search", arguments)));
    }

    private static Message absent(String role) {
        return Message.newBuilder()
                .setRole(role)
                .setContent("")
                .setContentAbsent(true)
                .build();
    }

    private static Optional<String> problem(Message... turns) {
        return Turns.problem(List.of(turns)).map(TurnProblem::message);
    }

    private static Optional<String> problem(String... rolesAndContents) {
        Message[] turns = new Message[rolesAndContents.length / 2];
        for (int i = 0; i < turns.length; i++) {
            turns[i] = Messages.text(rolesAndContents[2 * i], rolesAndContents[2 * i + 1]);
        }
        return problem(turns);
    }
}
