package dev.laurel.reward.text.jinja;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Holds the engine to what Python's jinja2 renders in the set-up of transformers; recorded by src/test/recorders/record_templates.py. */
class RecordedTemplatesTest {

    private static final String STYLES = "/dev/laurel/reward/text/templates/";

    @ParameterizedTest
    @MethodSource("expressionsAndStatements")
    void rendersAsPythonDoes(String template, Map<String, Object> variables, JsonNode recorded) {
        assertOutcome(template, variables, recorded);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("styles")
    void rendersTemplatesInTheStyleOfPublishedModels(
            String name, String template, Map<String, Object> variables, JsonNode recorded) {
        assertOutcome(template, variables, recorded);
    }

    private static void assertOutcome(String template, Map<String, Object> variables, JsonNode recorded) {
        if (recorded.has("expected")) {
            assertThat(Template.parse("test", template).render(variables, Clock.systemUTC()))
                    .isEqualTo(recorded.get("expected").asText());
        } else {
            assertThatThrownBy(() -> Template.parse("test", template).render(variables, Clock.systemUTC()))
                    .isInstanceOf(TemplateException.class);
        }
    }

    static Stream<Arguments> expressionsAndStatements() {
        JsonNode cases = Recorded.json("cases.json");
        Map<String, Object> variables = Recorded.variables(cases.get("variables"));
        return stream(cases.get("cases"))
                .map(recorded -> Arguments.of(recorded.get("template").asText(), variables, recorded));
    }

    static Stream<Arguments> styles() {
        JsonNode given = Recorded.json(STYLES + "conversations.json");
        return stream(Recorded.json(STYLES + "expected.json").get("cases")).map(recorded -> {
            String template = recorded.get("template").asText();
            String conversation = recorded.get("conversation").asText();
            Map<String, Object> variables = new HashMap<>(Recorded.variables(given.get("variables")));
            variables.put(
                    "messages", Recorded.variables(given.get("conversations")).get(conversation));
            variables.put(
                    "tools",
                    recorded.get("tools").asBoolean()
                            ? Recorded.variables(given).get("tools")
                            : null);
            variables.put(
                    "add_generation_prompt",
                    recorded.get("add_generation_prompt").asBoolean());
            String name = template + ", " + conversation + ", tools " + recorded.get("tools") + ", prompt "
                    + recorded.get("add_generation_prompt");
            return Arguments.of(name, Recorded.text(STYLES + template), variables, recorded);
        });
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
