package dev.laurel.reward.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.jinja.TemplateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Renders conversations with tools by the templates of published models exactly as transformers does; recorded by src/test/recorders/record_tools.py. */
class ToolTemplatesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The day of all recordings. */
    private static final Clock THAT_DAY = Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void rendersAsRecorded(String template, String name, Conversation conversation, JsonNode recorded) {
        if (recorded.has("expected")) {
            assertThat(render(template, conversation))
                    .isEqualTo(recorded.get("expected").asText());
        } else {
            assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> render(template, conversation));
        }
    }

    @Test
    void argumentsThatAreNoJsonAreRefusedWithoutBeingShown() {
        Message call = new Message(
                "assistant",
                "",
                true,
                List.of(new ToolCall(Optional.empty(), "function", "f", "{secret")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThatExceptionOfType(UnusableTextException.class)
                .isThrownBy(() -> render("qwen3.jinja", Conversation.of(List.of(call))))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(UnusableTextException.Reason.BAD_JSON))
                .withMessage("arguments of a tool's call are no JSON")
                .withNoCause();
    }

    private static String render(String template, Conversation conversation) {
        Map<String, String> tokens = new LinkedHashMap<>();
        json("conversations.json")
                .get("tokens")
                .properties()
                .forEach(token -> tokens.put(token.getKey(), token.getValue().asText()));
        return new ChatTemplate(template, text(template), tokens, THAT_DAY).render(conversation, false);
    }

    static Stream<Arguments> cases() {
        JsonNode conversations = json("conversations.json").get("conversations");
        return json("expected.json").get("cases").valueStream().map(recorded -> {
            String name = recorded.get("conversation").asText();
            return Arguments.of(
                    recorded.get("template").asText(), name, conversation(conversations.get(name)), recorded);
        });
    }

    private static Conversation conversation(JsonNode given) {
        List<Message> messages = given.get("messages")
                .valueStream()
                .map(ToolTemplatesTest::message)
                .toList();
        return new Conversation(
                messages,
                messages.size() - 1,
                Optional.ofNullable(given.get("tools")).map(JsonNode::toString));
    }

    private static Message message(JsonNode turn) {
        return new Message(
                turn.get("role").asText(),
                turn.get("content").asText(""),
                turn.get("content").isNull(),
                turn.path("tool_calls")
                        .valueStream()
                        .map(ToolTemplatesTest::call)
                        .toList(),
                optional(turn, "tool_call_id"),
                optional(turn, "name"),
                optional(turn, "reasoning_content"));
    }

    private static ToolCall call(JsonNode call) {
        JsonNode function = call.get("function");
        return new ToolCall(
                optional(call, "id"),
                call.get("type").asText(),
                function.get("name").asText(),
                function.get("arguments").toString());
    }

    private static Optional<String> optional(JsonNode object, String field) {
        return Optional.ofNullable(object.get(field)).map(JsonNode::asText);
    }

    private static JsonNode json(String resource) {
        try {
            return JSON.readTree(text(resource));
        } catch (IOException e) {
            throw new IllegalStateException(resource, e);
        }
    }

    private static String text(String resource) {
        try (InputStream in = ToolTemplatesTest.class.getResourceAsStream("tools/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(resource, e);
        }
    }
}
