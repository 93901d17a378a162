package dev.laurel.schema.accept;

import java.util.List;
import java.util.Optional;

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
        assertThat(problem()).contains(" is an empty conversation");
        assertThat(problem("user", "Hi", "user", " \n")).contains("[1].content is without text");
        assertThat(problem("user", "Hi", " ", "Hi")).contains("[1].role is missing or blank");
        assertThat(problem("user\nforged", "Hi").orElseThrow())
                .startsWith("[0].role")
                .doesNotContain("\n");
        assertThat(problem("user", "secret \ud800", "user", "Hi").orElseThrow())
                .startsWith("[0].content has half a surrogate pair")
                .doesNotContain("secret");
    }

    private static Optional<String> problem(String... rolesAndContents) {
        List<String> parts = List.of(rolesAndContents);
        return Turns.problem(parts.size() / 2, i -> parts.get(2 * i), i -> parts.get(2 * i + 1));
    }
}
