package dev.laurel.jinja;

import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TemplateErrorTest {

    @ParameterizedTest
    @MethodSource("refused")
    void refusesAtParsingByNameAndLine(String template, int line, String reason) {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> Template.parse("tokenizer_config.json", template))
                .withMessage("tokenizer_config.json, line " + line + ": " + reason)
                .satisfies(e -> assertThat(e.line()).isEqualTo(line));
    }

    @Test
    void namesTheLineAtWhichRenderingFails() {
        Template template = Template.parse("chat", "{% if true %}\n{{ 'fine' }}\n{{ 1 + none }}\n{% endif %}");
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> template.render(Map.of(), Clock.systemUTC()))
                .withMessage("chat, line 3: unsupported operands for +: 'int' and 'NoneType'");
    }

    @Test
    void givesTheTemplatesOwnWordsWhereItRefuses() {
        Template template = Template.parse("chat", "{{ raise_exception('roles must alternate') }}");
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> template.render(Map.of(), Clock.systemUTC()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo("roles must alternate"));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("a\n{% for x in y %}\n{% endif %}", 3, "unknown tag 'endif'"),
                Arguments.of("a\n\n{{ x | nosuch }}", 3, "no filter named 'nosuch'"),
                Arguments.of("{# c\n c #}\n{{ x is nosuch }}", 3, "no test named 'nosuch'"),
                Arguments.of("{% if x %}\n\nabc", 3, "expected a block elif or else or endif"),
                Arguments.of("{{ 'a\nb' }}\n{{ 'open }}", 3, "string without closing quote"),
                Arguments.of("\n{# open", 2, "comment without '#}'"),
                Arguments.of("\n{% raw %}", 2, "raw block without endraw"),
                Arguments.of("\n\n{{ a", 3, "tag without '}}'"),
                Arguments.of("\n{% include 'other' %}", 2, "unknown tag 'include'"),
                Arguments.of("{{ 1 + }}", 1, "expected an expression, got }}"),
                Arguments.of("{{ a ; b }}", 1, "unexpected character ';'"),
                Arguments.of("\n{% break %}", 2, "break or continue outside of a loop"));
    }
}
