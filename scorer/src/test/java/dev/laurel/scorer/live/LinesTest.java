package dev.laurel.scorer.live;

import java.util.List;
import java.util.Set;

import dev.laurel.schema.Line;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LinesTest {

    private static final Line ALL = new Line("all", Set.of(), Set.of());
    private static final Line RICH = new Line("rich", Set.of(), Set.of("rich"));
    private static final Line ACME_RICH = new Line("acme-rich", Set.of("acme"), Set.of("rich"));

    @Test
    void picksTheLineThatNamesTenantAndTaskMostClosely() {
        Lines lines = new Lines(List.of(ALL, RICH, ACME_RICH));

        assertThat(lines.serving("acme", "rich")).contains(ACME_RICH);
        assertThat(lines.serving("other", "rich")).contains(RICH);
        assertThat(lines.serving("acme", "plain")).contains(ALL);
    }

    @Test
    void namesTheLinesThereAre() {
        assertThat(new Lines(List.of(RICH, ALL)).unknown("a\nb"))
                .isEqualTo("there is no line \"a\\u000ab\"; the lines are [all, rich] (laurel: --line NAME)");
    }

    @Test
    void hasNoLineForWhatNoneServes() {
        assertThat(new Lines(List.of(RICH)).serving("acme", "plain")).isEmpty();
    }

    @Test
    void refusesTwoLinesThatAreEquallyClose() {
        Line alsoRich = new Line("richer", Set.of(), Set.of("rich", "poor"));

        assertThatThrownBy(() -> new Lines(List.of(RICH, alsoRich)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rich and richer");
    }

    @Test
    void refusesALineByTenantBesideALineByTaskThatItMeets() {
        Line acme = new Line("acme", Set.of("acme"), Set.of());

        assertThatThrownBy(() -> new Lines(List.of(RICH, acme))).isInstanceOf(IllegalArgumentException.class);
    }
}
