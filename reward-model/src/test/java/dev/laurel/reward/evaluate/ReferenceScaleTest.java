package dev.laurel.reward.evaluate;

import java.util.Arrays;

import dev.laurel.reward.checkpoint.RewardScale;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

class ReferenceScaleTest {

    private static final double[] REFERENCE = {-1, 0, 0.5, 2};

    @Test
    void takesStretchAndShiftOut() {
        double[] rewards =
                Arrays.stream(REFERENCE).map(reference -> 7 + 3 * reference).toArray();

        RewardScale scale = ReferenceScale.fit(rewards, REFERENCE);

        for (int i = 0; i < rewards.length; i++) {
            assertThat(scale.normalise(rewards[i])).isCloseTo(REFERENCE[i], offset(1e-12));
        }
    }

    /** Without some of the texts the scale is the same: it is theirs, not that of the texts that are left. */
    @Test
    void isTheSameOnPartOfTheTexts() {
        RewardScale part = ReferenceScale.fit(new double[] {4, 13}, new double[] {-1, 2});

        assertThat(part.mean()).isCloseTo(7, offset(1e-12));
        assertThat(part.std()).isCloseTo(3, offset(1e-12));
    }

    @Test
    void cannotMendRewardsThatAreEqualOrNoNumbers() {
        assertThat(ReferenceScale.fit(new double[] {2, 2, 2, 2}, REFERENCE)).isEqualTo(RewardScale.IDENTITY);
        assertThat(ReferenceScale.fit(new double[] {2, Double.NaN, 2, 3}, REFERENCE))
                .isEqualTo(RewardScale.IDENTITY);
    }

    @Test
    void refusesRewardsWithoutReference() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferenceScale.fit(new double[3], REFERENCE))
                .withMessageContaining("3, 4");
    }
}
