package dev.laurel.bench.series;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DrawTest {

    private final Draw draw = new Draw(List.of(Samples.source("one", 6), Samples.source("other", 2)));

    @Test
    void noPairIsTakenTwice() {
        assertThat(Samples.ids(draw.take("one", 2))).containsExactly("one-0", "one-1");
        assertThat(Samples.ids(draw.take("one", 2, pair -> pair.getPairId().compareTo("one-3") >= 0)))
                .containsExactly("one-3", "one-4");
        assertThat(Samples.ids(draw.left("one"))).containsExactly("one-2", "one-5");
    }

    @Test
    void aMixGoesOnWithTheSourcesThatHaveAnyLeft() {
        assertThat(Samples.ids(draw.mix(6))).containsExactly("one-0", "other-0", "one-1", "other-1", "one-2", "one-3");
    }

    @Test
    void aSourceThatHasTooFewIsNamed() {
        assertThatThrownBy(() -> draw.take("other", 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("source other has 2 pairs left where 3 are needed");
        assertThatThrownBy(() -> draw.mix(9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> draw.take("third", 1)).hasMessage("no source third; the sources are [one, other]");
    }
}
