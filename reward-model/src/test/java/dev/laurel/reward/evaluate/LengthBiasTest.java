package dev.laurel.reward.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

class LengthBiasTest {

    @Test
    void ofRewardsThatAreLengthsIsWhole() {
        LengthBias bias = LengthBias.of(margins(10, -5, 3), new int[] {10, -5, 3});

        assertThat(bias.correlation()).isCloseTo(1, offset(1e-12));
        assertThat(bias.longerPreferred()).isEqualTo(1);
        assertThat(bias.longerChosen()).isCloseTo(2 / 3.0, offset(1e-12));
        assertThat(bias.shorter()).isEqualTo(new LengthBias.Part(1, Optional.of(0.0)));
        assertThat(bias.longer()).isEqualTo(new LengthBias.Part(2, Optional.of(1.0)));
    }

    /** A model that is always right where people always chose the longer answer goes with length, whoever learned from whom. */
    @Test
    void doesNotDependOnWhichSideWasChosen() {
        LengthBias chosen = LengthBias.of(margins(2, 1, 3), new int[] {4, 2, -6});
        LengthBias turned = LengthBias.of(margins(-2, -1, -3), new int[] {-4, -2, 6});

        assertThat(turned.correlation()).isEqualTo(chosen.correlation());
        assertThat(turned.longerPreferred()).isEqualTo(chosen.longerPreferred());
        assertThat(turned.longerChosen()).isNotEqualTo(chosen.longerChosen());
    }

    @Test
    void equalLengthsAndTiesSayNothing() {
        LengthBias bias = LengthBias.of(margins(5, 0), new int[] {0, 7});

        assertThat(bias.longerPreferred()).isEqualTo(0.5);
        assertThat(bias.shorter()).isEqualTo(new LengthBias.Part(0, Optional.empty()));
        assertThat(bias.longer()).isEqualTo(new LengthBias.Part(1, Optional.of(0.0)));
        assertThat(LengthBias.of(margins(5), new int[] {0}).longerPreferred()).isEqualTo(0.5);
    }

    private static List<PairScore> margins(float... margins) {
        List<PairScore> scores = new ArrayList<>();
        for (float margin : margins) {
            scores.add(new PairScore(margin, 0));
        }
        return scores;
    }
}
