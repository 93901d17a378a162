package dev.laurel.command.console;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BrowserTest {

    @Test
    void aProgramThatIsMissingOrFailsOpensNothing() {
        assertThat(Browser.run(List.of("no-such-program-here", "file:///tmp/x.html")))
                .isFalse();
        assertThat(Browser.run(List.of("false"))).isFalse();
        assertThat(Browser.run(List.of("true"))).isTrue();
    }
}
