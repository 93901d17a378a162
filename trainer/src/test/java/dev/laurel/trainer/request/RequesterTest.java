package dev.laurel.trainer.request;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RequesterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {" ", "a\n2026-01-01 INFO forged", "a\u0000", "\u001b[2J", "a\u2028b", "\u202egate", "\ud800"})
    void reasonAndActorAreLinesOfText(String forged) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Requester("asked", forged))
                .withMessageStartingWith("\"actor\" ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Requester(forged, "ada"))
                .withMessageStartingWith("\"reason\" ");
    }

    @Test
    void nobodyIsTheGate() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Requester("better", Requester.GATE));
    }
}
