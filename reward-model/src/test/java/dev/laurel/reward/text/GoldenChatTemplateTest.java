package dev.laurel.reward.text;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.laurel.jinja.TemplateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Renders the 108 golden cases exactly as transformers 4.44.2 does. */
class GoldenChatTemplateTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void rendersAsRecorded(
            String name, String source, Map<String, String> tokens, List<Message> messages, JsonNode recorded) {
        ChatTemplate template = new ChatTemplate(name, source, tokens, Clock.systemUTC());
        boolean prompt = recorded.get("add_generation_prompt").asBoolean();
        if (recorded.has("expected")) {
            assertThat(template.render(Conversation.of(messages), prompt))
                    .isEqualTo(recorded.get("expected").asText());
        } else {
            assertThatExceptionOfType(TemplateException.class)
                    .isThrownBy(() -> template.render(Conversation.of(messages), prompt))
                    .satisfies(e -> assertThat(e.reason())
                            .isEqualTo(recorded.get("expected_error").asText()));
        }
    }

    static Stream<Arguments> cases() throws IOException {
        try (InputStream in =
                GoldenChatTemplateTest.class.getResourceAsStream("/golden/chat_template/own_templates.json")) {
            JsonNode golden = new ObjectMapper().readTree(in);
            return StreamSupport.stream(golden.get("cases").spliterator(), false)
                    .map(recorded -> {
                        String template = recorded.get("template").asText();
                        String conversation = recorded.get("conversation").asText();
                        List<Message> messages = new ArrayList<>();
                        for (JsonNode turn : golden.get("conversations").get(conversation)) {
                            messages.add(new Message(
                                    turn.get("role").asText(),
                                    turn.get("content").asText()));
                        }
                        String source = golden.get("templates")
                                .get(template)
                                .get("template")
                                .asText();
                        return Arguments.of(
                                template + ", " + conversation + ", prompt " + recorded.get("add_generation_prompt"),
                                source,
                                tokens(recorded),
                                messages,
                                recorded);
                    });
        }
    }

    private static Map<String, String> tokens(JsonNode recorded) {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String name : List.of("bos_token", "eos_token")) {
            if (recorded.hasNonNull(name)) {
                tokens.put(name, recorded.get(name).asText());
            }
        }
        return tokens;
    }
}
