package dev.laurel.jinja;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Holds the engine to what Python's jinja2 renders in the set-up of transformers; recorded by src/test/recorders/record_templates.py. */
class RecordedTemplatesTest {

    private static final String STYLES = "/dev/laurel/jinja/templates/";

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

    @ParameterizedTest
    @MethodSource("battery")
    void rendersABatteryAsPythonDoes(String template, Map<String, Object> variables, JsonNode recorded) {
        assertOutcome(template, variables, recorded);
    }

    /** Templates that were rendered otherwise once; {@code strftime_now} on the day of their recording. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("failedOnce")
    void rendersWhatFailedOnce(String name, String template, String expected) {
        Clock thatDay = Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", "user");
        message.put("content", "Hi");

        assertThat(Template.parse("test", template).render(Map.of("messages", List.of(message)), thatDay))
                .isEqualTo(expected);
    }

    /** No text is read more often than there are places in a template that read it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ text }}",
                "{{ text.split()|length }}",
                "{{ text.rsplit()|length }}",
                "{{ text.split(' ')[-1] }}",
                "{{ text|trim }}",
                "{{ text.strip() }}",
                "{{ text|replace('a', 'b') }}",
                "{{ text.replace(' ', '')|length }}",
                "{{ text|upper }}",
                "{{ text|wordcount }}",
                "{{ text|striptags }}",
                "{{ text|tojson }}",
                "{{ text|indent }}",
                "{{ text|length }}",
                "{{ text[:-1] }}",
                "{{ text[::-1] }}",
                "{% for part in text.split('. ') %}{{ part }}{% endfor %}",
                "{{ text.splitlines()|length }}",
                "{{ text|title }}",
                "{{ text|wordwrap(40) }}",
                "{{ text|truncate(10) }}",
                "{{ text|urlencode }}",
                "{{ text.count('a') }}"
            })
    void takesTimeInProportionToTheText(String template) {
        Template parsed = Template.parse("test", template);
        String text = "a word of many. ".repeat(16_000);
        seconds(parsed, text);
        double once = seconds(parsed, text);
        double eightfold = seconds(parsed, text.repeat(8));

        assertThat(eightfold).isLessThan(24 * once + 0.5); // 64 times where it is read once for each of its characters
    }

    private static double seconds(Template template, String text) {
        ThreadMXBean threads =
                ManagementFactory.getThreadMXBean(); // other work on the machine takes no time of this thread
        long started = threads.getCurrentThreadCpuTime();
        template.render(Map.of("text", text), Clock.systemUTC());
        return (threads.getCurrentThreadCpuTime() - started) / 1e9;
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

    static Stream<Arguments> failedOnce() {
        return Recorded.json("failed-once.json").properties().stream()
                .map(each -> Arguments.of(
                        each.getKey(),
                        each.getValue().get("template").asText(),
                        each.getValue().get("output").asText()));
    }

    static Stream<Arguments> expressionsAndStatements() {
        return cases("cases.json");
    }

    static Stream<Arguments> battery() {
        return cases("battery.json");
    }

    private static Stream<Arguments> cases(String resource) {
        JsonNode cases = Recorded.json(resource);
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
