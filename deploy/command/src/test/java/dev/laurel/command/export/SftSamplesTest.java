package dev.laurel.command.export;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

import dev.laurel.command.option.Scope;
import dev.laurel.schema.ClosedBy;
import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.SelectedResponse;
import dev.laurel.schema.Selection;
import dev.laurel.schema.ToolCall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SftSamplesTest {

    private static final SftFilter ALL =
            new SftFilter(new Scope(Set.of(), Set.of()), OptionalDouble.empty(), OptionalDouble.empty(), false, 10);

    @Test
    void writesAConversationOnOneLine() throws JsonProcessingException {
        String row = new SftSamples(ALL, false)
                .of(group(ClosedBy.COMPLETE, answer("a", 2.0, 0.5)))
                .get(0)
                .toString();

        assertThat(row).doesNotContain("\n");
        JsonNode read = new ObjectMapper().readTree(row);
        assertThat(read.fieldNames()).toIterable().containsExactly("messages");
        assertThat(read.path("messages")).hasSize(2);
        assertThat(read.path("messages").get(0).path("role").asText()).isEqualTo("user");
        assertThat(read.path("messages").get(1).path("role").asText()).isEqualTo("assistant");
        assertThat(read.path("messages").get(1).path("content").asText()).isEqualTo("line one\nline \"two\" of a");
    }

    @Test
    void toolsAndCallsComeAlong() {
        Selection answer = Selection.newBuilder(answer("a", 2.0, null))
                .setMessages(List.of(Message.newBuilder()
                        .setRole("assistant")
                        .setContent("")
                        .setContentAbsent(true)
                        .setToolCalls(List.of(new ToolCall("c1", "function", "f", "{\"a\": 1}")))
                        .build()))
                .build();
        SelectedResponse group = SelectedResponse.newBuilder(group(ClosedBy.COMPLETE, answer))
                .setTools("[{\"name\": \"f\"}]")
                .build();

        assertThat(new SftSamples(ALL, false).of(group).get(0))
                .hasToString(
                        "{\"messages\":[{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"f\",\"arguments\":{\"a\":1}}}]}],\"tools\":[{\"name\":\"f\"}]}");
    }

    @Test
    void saysWhereASampleComesFromIfAsked() {
        JsonNode row = new SftSamples(ALL, true)
                .of(group(ClosedBy.COMPLETE, answer("a", 2.0, null)))
                .get(0);

        assertThat(row.path("response_id").asText()).isEqualTo("a");
        assertThat(row.path("generator").asText()).isEqualTo("llm-7");
        assertThat(row.path("normalized_reward").asDouble()).isEqualTo(2.0);
        assertThat(row.path("margin").isNull()).isTrue();
    }

    @Test
    void takesWhatIsGoodEnough() {
        SelectedResponse group =
                group(ClosedBy.COMPLETE, answer("a", 2.0, 0.5), answer("b", 1.5, 0.1), answer("c", 1.4, null));

        assertThat(ids(filter(OptionalDouble.of(1.5), OptionalDouble.empty(), 10), group))
                .containsExactly("a", "b");
        assertThat(ids(filter(OptionalDouble.empty(), OptionalDouble.of(0.1), 10), group))
                .containsExactly("a", "b");
        assertThat(ids(filter(OptionalDouble.empty(), OptionalDouble.empty(), 1), group))
                .containsExactly("a");
    }

    @Test
    void leavesGroupsOut() {
        SelectedResponse ended = group(ClosedBy.TIMEOUT, answer("a", 2.0, 0.5));
        SftFilter complete =
                new SftFilter(new Scope(Set.of(), Set.of()), OptionalDouble.empty(), OptionalDouble.empty(), true, 1);
        SftFilter others = new SftFilter(
                new Scope(Set.of("globex"), Set.of()), OptionalDouble.empty(), OptionalDouble.empty(), false, 1);

        assertThat(ids(ALL, ended)).containsExactly("a");
        assertThat(ids(complete, ended)).isEmpty();
        assertThat(ids(others, ended)).isEmpty();
    }

    @Test
    void refusesToTakeNone() {
        assertThatThrownBy(() -> filter(OptionalDouble.empty(), OptionalDouble.empty(), 0))
                .hasMessageContaining("0");
    }

    private static SftFilter filter(OptionalDouble reward, OptionalDouble margin, int best) {
        return new SftFilter(new Scope(Set.of(), Set.of()), reward, margin, false, best);
    }

    private static List<String> ids(SftFilter filter, SelectedResponse group) {
        return new SftSamples(filter, true)
                .of(group).stream().map(row -> row.path("response_id").asText()).toList();
    }

    private static SelectedResponse group(ClosedBy by, Selection... answers) {
        return SelectedResponse.newBuilder()
                .setGroupId("g1")
                .setTenant("acme")
                .setPromptId("p1")
                .setSelected(List.of(answers))
                .setExpected(4)
                .setClosedBy(by)
                .setModelLine("default")
                .setEventTime(Instant.EPOCH)
                .build();
    }

    private static Selection answer(String id, double reward, Double margin) {
        return Selection.newBuilder()
                .setResponseId(id)
                .setGenerator("llm-7")
                .setMessages(List.of(
                        Messages.text("user", "Why?"), Messages.text("assistant", "line one\nline \"two\" of " + id)))
                .setNormalizedReward(reward)
                .setMargin(margin)
                .build();
    }
}
